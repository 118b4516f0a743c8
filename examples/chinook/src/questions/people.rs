//! Questions about employees.

use aludel::ast::{Node, Query};
use aludel::prelude::*;

use super::{Question, answer};
use crate::tables::{CUSTOMER, EMPLOYEE};

/// Raw SQL as a table in FROM, with a query in its hole; the table joined to itself.
pub const CHAIN_OF_COMMAND: Question = Question {
    title: "Who reports to whom, how far from the top, and who looks after customers?",
    plain: "
        WITH RECURSIVE chain (id, depth) AS (
            SELECT EmployeeId, 0 FROM Employee WHERE ReportsTo IS NULL
            UNION ALL
            SELECT e.EmployeeId, depth + 1 FROM Employee e JOIN chain ON e.ReportsTo = chain.id
        )
        SELECT e.FirstName || ' ' || e.LastName, e.Title, m.LastName, depth, count(c.CustomerId)
        FROM chain JOIN Employee e ON e.EmployeeId = chain.id
             LEFT JOIN Employee m ON m.EmployeeId = e.ReportsTo
             LEFT JOIN Customer c ON c.SupportRepId = e.EmployeeId
        GROUP BY e.EmployeeId ORDER BY depth, e.EmployeeId",
    ask: |conn| answer(conn, &chain_of_command()),
};

/// Employee, title, manager, depth below the top, customers looked after.
pub type Link = (Text, Nullable<Text>, Nullable<Text>, Int, Nullable<Int>);

/// All employees, from the top down.
pub fn chain_of_command() -> Select<Link> {
    // A query in a hole is in parentheses.
    let staff = select((EMPLOYEE.employee_id, EMPLOYEE.reports_to));
    let staff = Node::Subquery(Query::Select(staff.tree().clone()));
    let chain = sql!(
        "WITH RECURSIVE staff (id, boss) AS {staff}, above (id, depth) AS (\
         SELECT id, 0 FROM staff WHERE boss IS NULL \
         UNION ALL \
         SELECT staff.id, depth + 1 FROM staff JOIN above ON boss = above.id) \
         SELECT id, depth FROM above"
    )
    .subquery("chain");
    let depth = chain.col("depth").typed::<Int>();
    let manager = EMPLOYEE.alias("manager");
    let customers = select(count_all())
        .from(CUSTOMER)
        .filter(CUSTOMER.support_rep_id.eq(EMPLOYEE.employee_id))
        .scalar();
    select((
        EMPLOYEE.first_name.concat(" ").concat(EMPLOYEE.last_name).label("employee"),
        EMPLOYEE.title,
        manager.outer().last_name.label("manager"),
        &depth,
        customers.label("customers"),
    ))
    .from(
        EMPLOYEE
            .join(&chain)
            .on(chain.col("id").eq(EMPLOYEE.employee_id))
            .left_join(manager)
            .on(manager.employee_id.eq(EMPLOYEE.reports_to)),
    )
    .order_by((&depth, EMPLOYEE.employee_id))
}
