//! What follows the arguments of a call: WITHIN GROUP, FILTER, OVER.

use super::depth::deepest;
use super::{Name, Node, Nodes, Order, Orders};

/// What an aggregate or a window function has beside its arguments.
///
/// SQL:2016, 10.9 *aggregate function* and 6.10 *window function*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Modifiers {
    /// ORDER BY among the arguments: in which order the rows are aggregated.
    pub order_by: Orders,
    /// WITHIN GROUP (ORDER BY …): the rows of an ordered-set aggregate.
    pub within_group: Orders,
    /// FILTER (WHERE …): which rows are aggregated.
    pub filter: Option<Node>,
    /// OVER: the rows around the current one.
    pub over: Option<Over>,
}

/// The window of a window function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// A window that the query's WINDOW clause defines.
    Named(Name),
    /// A window of its own.
    Window(Window),
}

/// `[base] [PARTITION BY …] [ORDER BY …] [frame]`, in OVER or in WINDOW.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Window {
    /// The named window that this one adds to.
    pub base: Option<Name>,
    /// PARTITION BY.
    pub partition_by: Nodes,
    /// ORDER BY.
    pub order_by: Orders,
    /// The frame; without one the database's default holds.
    pub frame: Option<Frame>,
}

/// What a frame's bounds count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameUnit {
    /// Rows.
    Rows,
    /// Values of the one ORDER BY term.
    Range,
    /// Groups of rows that ORDER BY finds equal.
    Groups,
}

/// One end of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// UNBOUNDED PRECEDING
    UnboundedPreceding,
    /// `n PRECEDING`
    Preceding(Node),
    /// CURRENT ROW
    CurrentRow,
    /// `n FOLLOWING`
    Following(Node),
    /// UNBOUNDED FOLLOWING
    UnboundedFollowing,
}

/// What a frame leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exclude {
    /// The current row.
    CurrentRow,
    /// The current row and those that ORDER BY finds equal.
    Group,
    /// Those that ORDER BY finds equal, but not the current row.
    Ties,
}

/// `unit BETWEEN start AND end [EXCLUDE …]`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// What the bounds count.
    pub unit: FrameUnit,
    /// Where the frame starts.
    pub start: Bound,
    /// Where it ends.
    pub end: Bound,
    /// What it leaves out.
    pub exclude: Option<Exclude>,
}

impl Bound {
    /// The number in it.
    #[must_use]
    pub fn offset(&self) -> Option<&Node> {
        match self {
            Bound::Preceding(offset) | Bound::Following(offset) => Some(offset),
            Bound::UnboundedPreceding | Bound::CurrentRow | Bound::UnboundedFollowing => None,
        }
    }

    /// Where it lies among bounds, from the first to the last.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Bound::UnboundedPreceding => 0,
            Bound::Preceding(_) => 1,
            Bound::CurrentRow => 2,
            Bound::Following(_) => 3,
            Bound::UnboundedFollowing => 4,
        }
    }

    /// The same bound over another number.
    pub(crate) fn map(&self, change: impl FnOnce(&Node) -> Node) -> Bound {
        match self {
            Bound::Preceding(offset) => Bound::Preceding(change(offset)),
            Bound::Following(offset) => Bound::Following(change(offset)),
            Bound::UnboundedPreceding | Bound::CurrentRow | Bound::UnboundedFollowing => {
                self.clone()
            }
        }
    }
}

impl Window {
    /// All expressions in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let Window { base: _, partition_by, order_by, frame } = self;
        let offsets = frame.iter().flat_map(|Frame { unit: _, start, end, exclude: _ }| {
            start.offset().into_iter().chain(end.offset())
        });
        partition_by.iter().chain(order_by.iter().map(|order| &order.expr)).chain(offsets)
    }

    /// The same window over other expressions.
    pub(crate) fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> Window {
        let Window { base, partition_by, order_by, frame } = self;
        Window {
            base: base.clone(),
            partition_by: partition_by.iter().map(&mut *change).collect(),
            order_by: map_orders(order_by, change),
            frame: frame.as_ref().map(|Frame { unit, start, end, exclude }| Frame {
                unit: *unit,
                start: start.map(&mut *change),
                end: end.map(&mut *change),
                exclude: *exclude,
            }),
        }
    }
}

impl Modifiers {
    /// All expressions in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let Modifiers { order_by, within_group, filter, over } = self;
        let window = over.iter().filter_map(|over| match over {
            Over::Named(_) => None,
            Over::Window(window) => Some(window),
        });
        order_by
            .iter()
            .chain(within_group)
            .map(|order| &order.expr)
            .chain(filter)
            .chain(window.flat_map(Window::nodes))
    }

    /// The same over other expressions.
    pub(crate) fn map(&self, change: &mut dyn FnMut(&Node) -> Node) -> Modifiers {
        let Modifiers { order_by, within_group, filter, over } = self;
        Modifiers {
            order_by: map_orders(order_by, change),
            within_group: map_orders(within_group, change),
            filter: filter.as_ref().map(&mut *change),
            over: over.as_ref().map(|over| match over {
                Over::Named(name) => Over::Named(name.clone()),
                Over::Window(window) => Over::Window(window.map(change)),
            }),
        }
    }

    pub(crate) fn depth(&self) -> u16 {
        deepest(self.nodes())
    }
}

fn map_orders(orders: &Orders, change: &mut dyn FnMut(&Node) -> Node) -> Orders {
    orders
        .iter()
        .map(|Order { expr, direction, nulls }| Order {
            expr: change(expr),
            direction: *direction,
            nulls: *nulls,
        })
        .collect()
}
