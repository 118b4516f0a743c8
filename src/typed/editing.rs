//! A finished query, changed: clauses taken away and replaced, and what is in it.

use super::{Select, SelectList, SetQuery};
use crate::ast::{self, Distinct, JoinKind, Name, Node, Nodes, Orders, Source, TableRef};
use crate::schema::ColumnDef;
use crate::value::Kind;

/// Taking a clause away: the depth that it had stays noted, which is harmless.
macro_rules! without {
    ($($(#[$doc:meta])* $name:ident |$tree:ident| $change:expr;)+) => {
        impl<S> Select<S> {
            $(
                $(#[$doc])*
                pub fn $name(self) -> Self {
                    self.change(|$tree| $change)
                }
            )+
        }
    };
}

without! {
    /// The query without its FROM.
    without_from |tree| tree.from.clear();
    /// The query without its GROUP BY.
    ungrouped |tree| tree.group_by.clear();
    /// The query without its HAVING.
    without_having |tree| tree.having = None;
    /// The query without DISTINCT and DISTINCT ON.
    not_distinct |tree| {
        tree.distinct = Distinct::All;
        if let Some(rare) = &mut tree.rare {
            rare.distinct_on.clear();
        }
    };
    /// The query without its QUALIFY.
    without_qualify |tree| if let Some(rare) = &mut tree.rare {
        rare.qualify = None;
    };
    /// The query without its WINDOW.
    without_windows |tree| if let Some(rare) = &mut tree.rare {
        rare.windows.clear();
    };
    /// The query without FOR UPDATE and its relatives.
    unlocked |tree| if let Some(rare) = &mut tree.rare {
        rare.locks.clear();
    };
    /// The query without its WITH.
    without_ctes |tree| tree.with = None;
    /// The query without hints and clauses from outside this crate.
    without_clauses |tree| if let Some(rare) = &mut tree.rare {
        rare.custom.clear();
    };
}

impl<S> Select<S> {
    /// The same query with another select list, and rows of its types.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let pet = table("pet");
    /// let page = select_from(&pet).filter(pet.col("age").gt(3)).order_by(pet.col("name")).limit(10);
    /// let total = page.clone().unordered().unlimited().with_only_columns(count_all());
    /// assert_eq!(
    ///     total.to_sql(&Ansi)?.text(),
    ///     r#"SELECT count(*) FROM "pet" WHERE "pet"."age" > ?"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn with_only_columns<L: SelectList>(self, list: L) -> Select<L::Rows> {
        let mut items = Nodes::new();
        list.append_to(&mut items);
        let changed = self.change(|tree| {
            let depth = ast::deepest(&items);
            tree.items = items;
            tree.deepen(depth);
        });
        Select::from_tree(changed.into_tree())
    }

    /// The same query with each column of its select list labelled by its table, or the alias, and
    /// its own name, so that columns of one name are told apart. What has a label keeps it; columns of no
    /// table that is named, and of [anonymous](crate::ast::anonymous) ones, stay as they are.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let (pet, owner) = (table("pet"), table("owner"));
    /// let q = select((pet.col("id"), owner.col("id")))
    ///     .from((&pet).join(&owner).on(pet.col("owner_id").eq(owner.col("id"))))
    ///     .with_table_labels();
    /// assert_eq!(
    ///     q.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "pet"."id" AS "pet_id", "owner"."id" AS "owner_id" FROM "pet" JOIN "owner" ON "pet"."owner_id" = "owner"."id""#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn with_table_labels(self) -> Self {
        self.change(|tree| {
            for item in &mut tree.items {
                let label = item.table_name().map(|table| {
                    let column = item.output_name().map_or("", Name::as_str);
                    format!("{table}_{column}")
                });
                if let Some(label) = label {
                    *item = std::mem::replace(item, Node::Default).label(label);
                }
            }
            let depth = ast::deepest(&tree.items);
            tree.deepen(depth);
        })
    }

    /// The tables of FROM, without those of subqueries; where there is no FROM, those of the select
    /// list.
    #[must_use]
    pub fn tables(&self) -> Vec<TableRef> {
        let mut tables = Vec::new();
        if self.tree().from.is_empty() {
            return crate::render::implied_tables(self.tree());
        }
        self.tree().from.iter().for_each(|source| of_source(source, &mut tables));
        tables
    }

    /// What the query's columns are, one for each item of the select list.
    ///
    /// ```
    /// use aludel::prelude::*;
    ///
    /// let pet = Table::build("pet").nullable("name", SqlType::Text).finish();
    /// let q = select((pet.col("name"), count_all().label("n"))).from(&pet);
    /// let names = q.columns().iter().map(|c| c.name().map(ToString::to_string)).collect::<Vec<_>>();
    /// assert_eq!(names, [Some("name".to_owned()), Some("n".to_owned())]);
    /// assert_eq!(q.columns()[0].nullable(), Some(true));
    /// assert_eq!(q.tables()[0].name().as_str(), "pet");
    /// ```
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnInfo> {
        let mut outer = Vec::new();
        self.tree().from.iter().for_each(|source| may_be_null(source, false, &mut outer));
        self.tree().items.iter().map(|item| ColumnInfo::of(item, &outer)).collect()
    }
}

impl<S> SetQuery<S> {
    /// The query without its ORDER BY.
    pub fn unordered(self) -> Self {
        self.change(|tree| tree.order_by = Orders::new())
    }

    /// The query without its LIMIT and OFFSET.
    pub fn unlimited(self) -> Self {
        self.change(|tree| {
            tree.limit = None;
            tree.offset = None;
        })
    }
}

fn of_source(source: &Source, tables: &mut Vec<TableRef>) {
    match source {
        Source::Table(table) => tables.push(table.clone()),
        Source::Sample(sample) => tables.push(sample.table.clone()),
        Source::Join(joins) => {
            of_source(&joins.first, tables);
            joins.steps.iter().for_each(|step| of_source(&step.source, tables));
        }
        _ => {}
    }
}

/// The names of what is on the side of an outer join that may be all NULL.
fn may_be_null(source: &Source, nullable: bool, found: &mut Vec<Name>) {
    match source {
        Source::Table(table) if nullable => found.push(table.name().clone()),
        Source::Sample(sample) if nullable => found.push(sample.table.name().clone()),
        Source::Join(joins) => {
            let right = |kind| matches!(kind, JoinKind::Right | JoinKind::Full);
            let left = |kind| matches!(kind, JoinKind::Left | JoinKind::Full);
            let after = |i: usize| joins.steps.iter().skip(i).any(|step| right(step.kind));
            may_be_null(&joins.first, nullable || after(0), found);
            for (i, step) in joins.steps.iter().enumerate() {
                may_be_null(&step.source, nullable || left(step.kind) || after(i + 1), found);
            }
        }
        _ => {}
    }
}

/// What is known of a column of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnInfo {
    name: Option<Name>,
    table: Option<Name>,
    def: Option<ColumnDef>,
    outer: bool,
    kind: Kind,
}

impl ColumnInfo {
    fn of(item: &Node, outer: &[Name]) -> Self {
        let (table, def) = match item.unlabelled() {
            Node::Column(column) => (Some(column.table.name.clone()), column.def()),
            Node::Name(column) => (column.qualifier.name().map(Name::from), column.def()),
            _ => (None, None),
        };
        let outer = table.as_ref().is_some_and(|table| outer.contains(table));
        let kind = item.unlabelled().value_kind().unwrap_or(Kind::Unknown);
        ColumnInfo { name: item.output_name().cloned(), table, def: def.cloned(), outer, kind }
    }

    /// Its name: that of the column, or the label.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// The table, subquery or alias whose column it is, if it is one.
    #[must_use]
    pub fn table(&self) -> Option<&Name> {
        self.table.as_ref()
    }

    /// The definition of the table's column, if it is one that is defined.
    #[must_use]
    pub fn def(&self) -> Option<&ColumnDef> {
        self.def.as_ref()
    }

    /// Whether it may be NULL; `None` where nobody knows.
    #[must_use]
    pub fn nullable(&self) -> Option<bool> {
        self.def.as_ref().map(|def| def.nullable || self.outer)
    }

    /// What its values are stored as, where that is known without a definition.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }
}
