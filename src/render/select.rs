//! SELECT.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Sink;
use super::grouping::{has_parameters, position_of};
use super::window::{named_windows, windows};
use crate::ast::{
    Anchor, CustomClause, Direction, Distinct, Lock, LockStrength, LockWait, Node, Nulls, Order,
    Select, Source, TableRef, Visit, walk_node,
};
use crate::error::{ErrorKind, Result};
use crate::value::Value;

/// `WITH … SELECT [DISTINCT] items FROM … WHERE … GROUP BY … HAVING … WINDOW … ORDER BY …
/// LIMIT … FOR UPDATE`
pub(crate) fn select(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    let known = sink.ctes.len();
    let named = sink.named_windows.len();
    if let Some(with) = &select.with {
        super::with::with(with, sink)?;
    }
    sink.place("SELECT");
    sink.push("SELECT ");
    clauses(select, Anchor::AfterKeyword, sink)?;
    distinct(select, sink)?;
    let implied = if select.from.is_empty() { implied_source(select, sink)? } else { None };
    items(&select.items, sink)?;
    from(select, implied.as_ref(), sink)?;
    clauses(select, Anchor::AfterFrom, sink)?;
    filter("WHERE", " WHERE ", select.filter.as_ref(), sink)?;
    clauses(select, Anchor::AfterFilter, sink)?;
    if !select.group_by.is_empty() {
        super::grouping::group_by(select, sink)?;
    }
    if select.having.is_some() {
        let keys = crate::lower::having_keys(select, sink.features);
        filter("HAVING", " HAVING ", keys.as_ref().or(select.having.as_ref()), sink)?;
    }
    if let Some(rare) = &select.rare {
        windows(&rare.windows, sink)?;
        filter("QUALIFY", " QUALIFY ", rare.qualify.as_ref(), sink)?;
    }
    if !select.order_by.is_empty() {
        order_by(select, sink)?;
    }
    match &select.rare {
        Some(rare) if rare.with_ties => ties(select, sink)?,
        _ if select.limit.is_some() || select.offset.is_some() => {
            limits(select.limit.as_ref(), select.offset.as_ref(), sink)?;
        }
        _ => {}
    }
    if let Some(rare) = &select.rare {
        locks(&rare.locks, select, sink)?;
    }
    if sink.named_windows.len() > named {
        named_windows(select, named, sink)?;
    }
    sink.forget_ctes(known);
    clauses(select, Anchor::End, sink)
}

fn distinct(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    match select.distinct {
        Distinct::All => {}
        Distinct::Distinct => sink.push("DISTINCT "),
    }
    let Some(rare) = &select.rare else { return Ok(()) };
    if rare.distinct_on.is_empty() {
        return Ok(());
    }
    if select.distinct == Distinct::Distinct {
        return Err(sink
            .error(ErrorKind::Invalid, "a query is both DISTINCT and DISTINCT ON")
            .with_help("keep one of them"));
    }
    keys_first(select, sink)?;
    // As in ORDER BY, where the same terms stand: by their labels.
    let terms = Sortable { labels: labels(&rare.distinct_on, select), positions: Vec::new() };
    let outer = std::mem::replace(&mut sink.sortable, terms);
    sink.place("DISTINCT ON");
    sink.push("DISTINCT ON (");
    for (i, key) in rare.distinct_on.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        if sink.sort_label(key).is_none() && has_parameters(key) && !select.order_by.is_empty() {
            return Err(sink.unsupported(
                "DISTINCT ON an expression with parameters that is ordered by",
                "select the expression under a label, and use the label in both places",
            ));
        }
        sort_key(key, sink)?;
    }
    sink.sortable = outer;
    sink.push(") ");
    Ok(())
}

/// What stands first in ORDER BY decides which row of equal ones is the first: the keys do.
pub(crate) fn keys_first(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    let keys = &select.rare().distinct_on;
    let is_key = |expr: &Node| keys.iter().any(|key| key.unlabelled() == expr.unlabelled());
    let first = select.order_by.iter().take_while(|order| is_key(&order.expr));
    let mut missing = keys
        .iter()
        .filter(|key| !first.clone().any(|order| order.expr.unlabelled() == key.unlabelled()));
    let enough = select.order_by.iter().all(|order| is_key(&order.expr));
    if missing.next().is_none() || enough {
        return Ok(());
    }
    sink.place("DISTINCT ON");
    Err(sink
        .error(ErrorKind::Invalid, "the keys of DISTINCT ON don't stand first in ORDER BY")
        .with_help("order by the keys first, and then by what decides which row is taken"))
}

/// ` OFFSET m ROWS FETCH FIRST n ROWS WITH TIES`
fn ties(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    sink.place("WITH TIES");
    if select.order_by.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "WITH TIES without an ORDER BY")
            .with_help("say with .order_by(…) which rows are tied"));
    }
    let Some(limit) = &select.limit else {
        return Err(sink
            .error(ErrorKind::Invalid, "WITH TIES without a limit")
            .with_help("say with .limit(n) how many rows are taken"));
    };
    check_counts(Some(limit), select.offset.as_ref(), sink)?;
    if let Some(offset) = &select.offset {
        sink.push(" OFFSET ");
        sink.operand(offset, crate::dialect::LEAF)?;
        sink.push(" ROWS");
    }
    sink.push(" FETCH FIRST ");
    sink.operand(limit, crate::dialect::LEAF)?;
    sink.push(" ROWS WITH TIES");
    Ok(())
}

/// Each lock by the dialect.
fn locks(locks: &[Lock], select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    if locks.is_empty() {
        return Ok(());
    }
    sink.place("FOR UPDATE");
    if !sink.features().row_locks {
        return Err(sink.unsupported(
            "a lock on rows",
            "begin the transaction with a write, which locks the database",
        ));
    }
    let grouped = select.distinct == Distinct::Distinct
        || !select.rare().distinct_on.is_empty()
        || !select.group_by.is_empty()
        || select.having.is_some();
    if grouped && !sink.features().lock_grouped {
        return Err(sink.unsupported(
            "a lock on rows beside DISTINCT, DISTINCT ON, GROUP BY or HAVING",
            "select the keys first, and lock the rows by them",
        ));
    }
    locks.iter().try_for_each(|lock| sink.dialect().lock(lock, sink))
}

/// ` FOR UPDATE [OF tables] [NOWAIT | SKIP LOCKED]`
pub(crate) fn lock(lock: &Lock, sink: &mut Sink<'_>) -> Result<()> {
    let Lock { strength, of, wait } = lock;
    let (keyword, key) = match strength {
        LockStrength::Update => (" FOR UPDATE", false),
        LockStrength::NoKeyUpdate => (" FOR NO KEY UPDATE", true),
        LockStrength::Share => (" FOR SHARE", false),
        LockStrength::KeyShare => (" FOR KEY SHARE", true),
    };
    if key && !sink.features().key_locks {
        return Err(sink.unsupported(keyword.trim(), "lock with .for_update() or .for_share()"));
    }
    sink.push(keyword);
    for (i, table) in of.iter().enumerate() {
        if !sink.features().lock_of {
            return Err(sink.unsupported("a lock OF some tables", "lock the rows of all"));
        }
        sink.push(if i == 0 { " OF " } else { ", " });
        sink.ident(table.as_str())?;
    }
    sink.lock_wait(*wait)
}

impl Sink<'_> {
    /// ` NOWAIT` or ` SKIP LOCKED`
    ///
    /// # Errors
    /// When the database can't skip rows.
    pub fn lock_wait(&mut self, wait: LockWait) -> Result<()> {
        match wait {
            LockWait::Wait => {}
            LockWait::NoWait => self.push(" NOWAIT"),
            LockWait::SkipLocked if self.features().skip_locked => self.push(" SKIP LOCKED"),
            LockWait::SkipLocked => {
                return Err(self.unsupported("SKIP LOCKED", "wait for the rows, or use NOWAIT"));
            }
        }
        Ok(())
    }
}

fn items(items: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    if items.is_empty() {
        return Err(sink
            .error(ErrorKind::Invalid, "the select list is empty")
            .with_help("name at least one column, or use select_from(&table) for all"));
    }
    sink.place("the select list");
    sink.items(items)
}

fn from(select: &Select, implied: Option<&Source>, sink: &mut Sink<'_>) -> Result<()> {
    if select.from.is_empty() && implied.is_none() {
        return Ok(());
    }
    sink.place("FROM");
    sink.push(" FROM ");
    for (i, source) in select.from.iter().chain(implied).enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.source(source)?;
    }
    Ok(())
}

/// WHERE and HAVING.
#[inline]
pub(crate) fn filter(
    place: &'static str,
    keyword: &str,
    condition: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let Some(condition) = condition else { return Ok(()) };
    sink.place(place);
    sink.push(keyword);
    sink.node(condition)
}

fn order_by(select: &Select, sink: &mut Sink<'_>) -> Result<()> {
    sink.place("ORDER BY");
    sink.push(" ORDER BY ");
    let outer = std::mem::replace(&mut sink.sortable, Sortable::of(select));
    for (i, order) in select.order_by.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.dialect().order(order, sink)?;
    }
    sink.sortable = outer;
    Ok(())
}

/// What the terms of an ORDER BY may refer to in the select list.
#[derive(Default)]
pub(crate) struct Sortable {
    /// Items with a label, by it.
    pub(super) labels: Vec<Node>,
    /// Expressions with parameters, by their positions, among groups or rows of which none is twice:
    /// with other parameters each would be another one to PostgreSQL and MySQL.
    positions: Vec<(u64, Node)>,
}

impl Sortable {
    fn of(select: &Select) -> Self {
        let terms = || select.order_by.iter().map(|order| &order.expr);
        let labels = labels(terms(), select);
        if select.group_by.is_empty() && select.distinct == Distinct::All {
            return Sortable { labels, positions: Vec::new() };
        }
        let computed = terms().filter(|term| !matches!(term, Node::Label(_)));
        let found = |term: &Node| Some((position_of(term, &select.items)?, term.clone()));
        Sortable { labels, positions: computed.filter_map(found).collect() }
    }

    fn position(&self, term: &Node) -> Option<u64> {
        self.positions.iter().find(|(_, item)| item == term).map(|(position, _)| *position)
    }
}

/// The labelled items of the select list, if these terms may refer to any.
fn labels<'n>(terms: impl IntoIterator<Item = &'n Node>, select: &Select) -> Vec<Node> {
    if !terms.into_iter().any(|term| matches!(term, Node::Label(_))) {
        return Vec::new();
    }
    select.items.iter().filter(|item| matches!(item, Node::Label(_))).cloned().collect()
}

/// `expr [DESC] [NULLS FIRST|LAST]`
pub(crate) fn order(order: &Order, sink: &mut Sink<'_>) -> Result<()> {
    let Order { expr, direction, nulls } = order;
    sort_key(expr, sink)?;
    match direction {
        Direction::Asc => {}
        Direction::Desc => sink.push(" DESC"),
    }
    match nulls {
        Nulls::Default => return Ok(()),
        Nulls::First | Nulls::Last if !sink.features().nulls_order => {
            return Err(sink.unsupported("NULLS FIRST/LAST", "order by IS NULL first"));
        }
        Nulls::First => sink.push(" NULLS FIRST"),
        Nulls::Last => sink.push(" NULLS LAST"),
    }
    Ok(())
}

/// What a term orders by: a labelled item of the select list by its label.
fn sort_key(expr: &Node, sink: &mut Sink<'_>) -> Result<()> {
    if let Some(name) = sink.sort_label(expr) {
        return sink.ident(name.as_str());
    }
    if let Some(position) = sink.sortable.position(expr) {
        sink.push_number(position);
        return Ok(());
    }
    match expr.unlabelled() {
        // A bare number would be taken for a position.
        Node::Int(_) | Node::Value(_) | Node::Literal(_) => Err(sink
            .error(ErrorKind::Invalid, "a value orders nothing")
            .with_help("order by a column or an expression")),
        other => sink.node(other),
    }
}

/// LIMIT and OFFSET, by the dialect.
pub(crate) fn limits(
    limit: Option<&Node>,
    offset: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if limit.is_none() && offset.is_none() {
        return Ok(());
    }
    sink.place("LIMIT");
    check_counts(limit, offset, sink)?;
    sink.dialect().limit(limit, offset, sink)
}

/// A number that is known is none below 0.
pub(crate) fn check_counts(
    limit: Option<&Node>,
    offset: Option<&Node>,
    sink: &Sink<'_>,
) -> Result<()> {
    for (what, count) in [("LIMIT", limit), ("OFFSET", offset)] {
        let value = match count {
            Some(Node::Int(n)) if *n >= 0 => continue,
            Some(Node::Literal(value)) => Cow::Borrowed(&**value),
            Some(node) => match node.as_value() {
                Some(value) => value,
                None => continue,
            },
            None => continue,
        };
        let wrong = match &*value {
            Value::Int(n) if *n < 0 => format!("{what} is negative: {n}"),
            Value::Null(_) => format!("{what} is NULL"),
            _ => continue,
        };
        return Err(sink.error(ErrorKind::Invalid, wrong).with_help("give a number from 0 up"));
    }
    Ok(())
}

/// ` LIMIT n OFFSET m`
pub(crate) fn limit(
    limit: Option<&Node>,
    offset: Option<&Node>,
    sink: &mut Sink<'_>,
) -> Result<()> {
    if let Some(limit) = limit {
        sink.push(" LIMIT ");
        sink.node(limit)?;
    }
    if let Some(offset) = offset {
        sink.push(" OFFSET ");
        sink.node(offset)?;
    }
    Ok(())
}

/// The user's clauses that stand at an anchor.
#[inline]
fn clauses(select: &Select, anchor: Anchor, sink: &mut Sink<'_>) -> Result<()> {
    if select.rare.is_none() { Ok(()) } else { custom_clauses(select, anchor, sink) }
}

#[cold]
fn custom_clauses(select: &Select, anchor: Anchor, sink: &mut Sink<'_>) -> Result<()> {
    for (at, clause) in &select.rare().custom {
        if *at == anchor {
            let before = sink.text.len();
            if anchor != Anchor::AfterKeyword {
                sink.push(" ");
            }
            let start = sink.text.len();
            custom_clause(&**clause, sink)?;
            if sink.text.len() == start {
                // It has nothing to say here.
                sink.text.truncate(before);
            } else if anchor == Anchor::AfterKeyword {
                sink.push(" ");
            }
        }
    }
    Ok(())
}

fn custom_clause(clause: &dyn CustomClause, sink: &mut Sink<'_>) -> Result<()> {
    let mut next = Some(sink.dialect());
    while let Some(dialect) = next {
        if let Some(done) = clause.render(dialect.name(), sink) {
            return done;
        }
        next = dialect.base();
    }
    Err(sink.unsupported(clause.name(), "implement CustomClause::render for this dialect"))
}

/// The tables of the select list, each once.
pub(crate) fn implied_tables(select: &Select) -> Vec<TableRef> {
    let mut tables = Tables::default();
    select.items.iter().for_each(|item| tables.visit_node(item));
    tables.0.into_vec()
}

/// Without FROM, the one table of the select list is selected from.
fn implied_source(select: &Select, sink: &mut Sink<'_>) -> Result<Option<Source>> {
    let mut tables = Tables::default();
    select.items.iter().for_each(|item| tables.visit_node(item));
    match &tables.0[..] {
        [] => Ok(None),
        [table] => {
            let source = Source::Table(table.clone());
            sink.scope.add(&source)?;
            Ok(Some(source))
        }
        several => {
            let names = several.iter().map(|t| t.name().as_str()).collect::<Vec<_>>().join(", ");
            Err(sink
                .error(
                    ErrorKind::Scope,
                    format!(
                        "the select list is over several tables ({names}) and there is no FROM"
                    ),
                )
                .with_help("say how they are joined with .from(a.join(b))"))
        }
    }
}

/// Collects the tables of columns, each once, without going into subqueries.
#[derive(Default)]
struct Tables(SmallVec<[TableRef; 2]>);

impl Tables {
    fn add(&mut self, table: TableRef) {
        if !self.0.contains(&table) {
            self.0.push(table);
        }
    }
}

impl Visit for Tables {
    fn visit_node(&mut self, node: &Node) {
        match node {
            Node::Column(column) => self.add(TableRef::Static(column.table)),
            Node::Name(column) => {
                if let Some(table) = column.qualifier.as_table_ref() {
                    self.add(table);
                }
            }
            other => walk_node(self, other),
        }
    }

    fn visit_select(&mut self, _: &Select) {}
}
