//! Questions about employees.

use aludel::prelude::*;

use super::{Question, answer};
use crate::tables::{CUSTOMER, EMPLOYEE};

/// A recursive common table expression; the table joined to itself.
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
    let staff = EMPLOYEE.alias("staff");
    let depth = literal(0).typed::<Int>().label("depth");
    let top =
        select((EMPLOYEE.employee_id, &depth)).from(EMPLOYEE).filter(EMPLOYEE.reports_to.is_null());
    let chain = recursive("chain", top, |chain| {
        select((staff.employee_id, chain.col(&depth) + 1))
            .from(staff.join(chain).on(staff.reports_to.eq(chain.col(EMPLOYEE.employee_id))))
    });
    let depth = chain.col(&depth);
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
    .with(&chain)
    .from(
        EMPLOYEE
            .join(&chain)
            .on(chain.col(EMPLOYEE.employee_id).eq(EMPLOYEE.employee_id))
            .left_join(manager)
            .on(manager.employee_id.eq(EMPLOYEE.reports_to)),
    )
    .order_by((&depth, EMPLOYEE.employee_id))
}
