//! WITHIN GROUP, FILTER, OVER and WINDOW.

use super::Sink;
use super::select::filter;
use crate::ast::{
    Bound, Exclude, Frame, FrameUnit, Function, FunctionName, Modifiers, Name, Orders, Over,
    Select, Window,
};
use crate::error::{ErrorKind, Result};

/// A call with what follows its arguments.
pub(crate) fn modified(
    function: &Function,
    modifiers: &Modifiers,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let Modifiers { order_by, within_group, filter: condition, over: _ } = modifiers;
    let features = sink.features();
    if !order_by.is_empty() && !features.aggregate_order_by {
        return Err(sink.unsupported(
            "ORDER BY among the arguments of an aggregate",
            "order the rows of a subquery, or put them in order in the program",
        ));
    }
    if !within_group.is_empty() && !features.within_group {
        return Err(sink.unsupported("WITHIN GROUP", "compute it with window functions"));
    }
    if condition.is_some() && within_group.is_empty() && is_window_function(function) {
        return Err(sink
            .error(ErrorKind::Invalid, "FILTER after a window function that is no aggregate")
            .with_help("put the condition into the WHERE of a subquery that it is computed over"));
    }
    if condition.is_some() && !features.aggregate_filter {
        return match crate::lower::filter_as_case(function) {
            Some(node) => sink.node(&node),
            None => Err(sink.unsupported(
                "FILTER after this aggregate",
                "aggregate the rows of a subquery that has the condition in its WHERE",
            )),
        };
    }
    let outer = std::mem::replace(&mut sink.modifiers_due, true);
    sink.dialect().function(function, sink)?;
    if std::mem::replace(&mut sink.modifiers_due, outer) {
        return Err(sink.unsupported(
            "ORDER BY, WITHIN GROUP, FILTER or OVER with this function",
            "call it by its name with func(…) if the database has it",
        ));
    }
    Ok(())
}

/// ISO/IEC 9075-2, 6.10: the window functions beside aggregates.
fn is_window_function(function: &Function) -> bool {
    const NAMES: [&str; 11] = [
        "row_number",
        "rank",
        "dense_rank",
        "percent_rank",
        "cume_dist",
        "ntile",
        "lag",
        "lead",
        "first_value",
        "last_value",
        "nth_value",
    ];
    matches!(function.name, FunctionName::Portable(name) if NAMES.contains(&name))
}

/// ` WITHIN GROUP (…) FILTER (…) OVER (…)`
pub(super) fn modifiers(modifiers: &Modifiers, sink: &mut Sink<'_>) -> Result<()> {
    let Modifiers { order_by: _, within_group, filter: condition, over } = modifiers;
    let outer_place = sink.place;
    if !within_group.is_empty() {
        sink.push(" WITHIN GROUP (");
        orders("ORDER BY ", within_group, sink)?;
        sink.push(")");
    }
    if condition.is_some() {
        sink.push(" FILTER (");
        filter("FILTER", "WHERE ", condition.as_ref(), sink)?;
        sink.push(")");
    }
    if let Some(over) = over {
        sink.place("OVER");
        sink.push(" OVER ");
        match over {
            Over::Named(name) => {
                sink.named_windows.push(name.clone());
                sink.ident(name.as_str())?;
            }
            Over::Window(window) => {
                sink.push("(");
                self::window(window, sink)?;
                sink.push(")");
            }
        }
    }
    sink.place(outer_place);
    Ok(())
}

/// ` WINDOW name AS (…), …`
pub(crate) fn windows(windows: &[(Name, Window)], sink: &mut Sink<'_>) -> Result<()> {
    sink.place("WINDOW");
    for (i, (name, definition)) in windows.iter().enumerate() {
        if windows.iter().take(i).any(|(earlier, _)| earlier == name) {
            return Err(sink
                .error(ErrorKind::Invalid, format!("the window {name} is defined twice"))
                .with_help("give each window a name of its own"));
        }
        sink.push(if i == 0 { " WINDOW " } else { ", " });
        sink.ident(name.as_str())?;
        sink.push(" AS (");
        window(definition, sink)?;
        sink.push(")");
    }
    Ok(())
}

/// Checks that the query defines the windows that it names: those behind the first so many.
#[cold]
pub(super) fn named_windows(select: &Select, known: usize, sink: &mut Sink<'_>) -> Result<()> {
    let used = sink.named_windows.split_off(known);
    let rare = select.rare();
    let defined = |name: &Name| rare.windows.iter().any(|(defined, _)| defined == name);
    // A clause of the program's own may be a WINDOW.
    let Some(name) = used.iter().find(|name| !defined(name)) else { return Ok(()) };
    if !rare.custom.is_empty() {
        return Ok(());
    }
    sink.place("OVER");
    let names = rare.windows.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let error = sink.error(ErrorKind::Scope, format!("the query has no window {name}"));
    Err(if names.is_empty() {
        error.with_help(format!("define it with .window(\"{name}\", window()…)"))
    } else {
        error.with_help(format!("it has: {names}"))
    })
}

/// `[base] [PARTITION BY …] [ORDER BY …] [frame]`
fn window(window: &Window, sink: &mut Sink<'_>) -> Result<()> {
    let Window { base, partition_by, order_by, frame } = window;
    let mut space = "";
    if let Some(base) = base {
        sink.named_windows.push(base.clone());
        sink.ident(base.as_str())?;
        space = " ";
    }
    if !partition_by.is_empty() {
        sink.push(space);
        sink.push("PARTITION BY ");
        sink.list(partition_by)?;
        space = " ";
    }
    if !order_by.is_empty() {
        sink.push(space);
        orders("ORDER BY ", order_by, sink)?;
        space = " ";
    }
    if let Some(frame) = frame {
        sink.push(space);
        self::frame(frame, base.is_none().then_some(order_by.len()), sink)?;
    }
    Ok(())
}

/// Terms of an ORDER BY that is not the query's own: no label of the select list is seen there.
pub(crate) fn orders(keyword: &str, orders: &Orders, sink: &mut Sink<'_>) -> Result<()> {
    let sortable = std::mem::take(&mut sink.sortable);
    sink.push(keyword);
    for (i, order) in orders.iter().enumerate() {
        if i > 0 {
            sink.push(", ");
        }
        sink.dialect().order(order, sink)?;
    }
    sink.sortable = sortable;
    Ok(())
}

/// `unit BETWEEN start AND end [EXCLUDE …]`
///
/// The number of terms in ORDER BY is not known where the window is based on another.
fn frame(frame: &Frame, terms: Option<usize>, sink: &mut Sink<'_>) -> Result<()> {
    let Frame { unit, start, end, exclude } = frame;
    let unit = match unit {
        FrameUnit::Rows => "ROWS",
        FrameUnit::Range => "RANGE",
        FrameUnit::Groups if sink.features().frame_groups => "GROUPS",
        FrameUnit::Groups => {
            return Err(sink.unsupported(
                "a frame of GROUPS",
                "count the groups with dense_rank() in a subquery, and take a RANGE over it",
            ));
        }
    };
    let offset = start.offset().or(end.offset()).is_some();
    let wrong = match (start, end) {
        (Bound::UnboundedFollowing, _) => Some("a frame can't start at UNBOUNDED FOLLOWING"),
        (_, Bound::UnboundedPreceding) => Some("a frame can't end at UNBOUNDED PRECEDING"),
        _ if start.rank() > end.rank() => Some("the frame ends before it starts"),
        _ if unit == "GROUPS" && terms == Some(0) => Some("a frame of GROUPS needs an ORDER BY"),
        _ if unit == "RANGE" && offset && terms.is_some_and(|terms| terms != 1) => {
            Some("a frame of RANGE over values needs one term of ORDER BY")
        }
        _ => None,
    };
    if let Some(wrong) = wrong {
        return Err(sink
            .error(ErrorKind::Invalid, wrong)
            .with_help("give the bounds in their order, and ORDER BY what they count"));
    }
    sink.push(unit);
    sink.push(" BETWEEN ");
    bound(start, sink)?;
    sink.push(" AND ");
    bound(end, sink)?;
    let Some(exclude) = exclude else { return Ok(()) };
    if !sink.features().frame_exclude {
        return Err(sink.unsupported("EXCLUDE in a frame", "leave the rows out with a condition"));
    }
    sink.push(match exclude {
        Exclude::CurrentRow => " EXCLUDE CURRENT ROW",
        Exclude::Group => " EXCLUDE GROUP",
        Exclude::Ties => " EXCLUDE TIES",
    });
    Ok(())
}

fn bound(bound: &Bound, sink: &mut Sink<'_>) -> Result<()> {
    match bound {
        Bound::UnboundedPreceding => sink.push("UNBOUNDED PRECEDING"),
        Bound::CurrentRow => sink.push("CURRENT ROW"),
        Bound::UnboundedFollowing => sink.push("UNBOUNDED FOLLOWING"),
        Bound::Preceding(offset) => {
            sink.dialect().frame_offset(offset, sink)?;
            sink.push(" PRECEDING");
        }
        Bound::Following(offset) => {
            sink.dialect().frame_offset(offset, sink)?;
            sink.push(" FOLLOWING");
        }
    }
    Ok(())
}
