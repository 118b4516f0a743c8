//! The values that go into the statements, made once, outside what is measured.

/// One row of the table `customer`.
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub country: String,
    pub active: bool,
    pub age: i64,
}

pub struct Input {
    pub id: i64,
    pub active: bool,
    pub age: i64,
    pub pattern: String,
    pub countries: Vec<String>,
    pub limit: i64,
    pub offset: i64,
    pub least: i64,
    pub customer: Customer,
    /// 1,000 rows.
    pub customers: Vec<Customer>,
    /// 25 pairs, so 50 conditions.
    pub conditions: Vec<(i64, String)>,
}

impl Default for Input {
    fn default() -> Self {
        Input {
            id: 42,
            active: true,
            age: 30,
            pattern: "A%".to_owned(),
            countries: ["Brazil", "Canada", "France", "Norway", "Spain"]
                .map(str::to_owned)
                .to_vec(),
            limit: 10,
            offset: 20,
            least: 5,
            customer: customer(0),
            customers: (1..=1000).map(customer).collect(),
            conditions: (1..=25).map(|n| (n, format!("name {n}"))).collect(),
        }
    }
}

fn customer(id: i64) -> Customer {
    Customer {
        id,
        name: format!("Customer {id}"),
        email: format!("customer{id}@example.com"),
        country: "Norway".to_owned(),
        active: id % 2 == 0,
        age: 18 + id % 60,
    }
}
