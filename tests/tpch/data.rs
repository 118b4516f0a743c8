//! Some thousand rows, the same in every run, of which every query finds some.

use aludel::prelude::*;
use aludel::testing::generate::{Choices, Seeded};
use aludel::typed::{Insert, ValueRow};

use super::schema::{CUSTOMER, LINEITEM, NATION, ORDERS, PART, PARTSUPP, REGION, SUPPLIER};

const SUPPLIERS: i64 = 50;
const CUSTOMERS: i64 = 150;
const PARTS: i64 = 200;
/// Of each part.
const SUPPLIERS_OF_A_PART: i64 = 4;
const ORDERED: i64 = 600;

const REGIONS: [&str; 5] = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];
/// Two of each region, in the order of the regions.
const NATIONS: [&str; 10] = [
    "KENYA", "MOROCCO", "BRAZIL", "CANADA", "CHINA", "INDIA", "FRANCE", "GERMANY", "EGYPT", "IRAQ",
];
const SEGMENTS: [&str; 3] = ["AUTOMOBILE", "BUILDING", "FURNITURE"];
const COLOURS: [&str; 6] = ["azure", "forest", "green", "ivory", "plum", "salmon"];
const FINISHES: [&str; 3] = ["ECONOMY", "MEDIUM", "PROMO"];
const TREATMENTS: [&str; 2] = ["ANODIZED", "POLISHED"];
const METALS: [&str; 3] = ["BRASS", "COPPER", "STEEL"];
const CONTAINERS: [&str; 4] = ["LG CASE", "MED BOX", "SM BOX", "SM PACK"];
const PRIORITIES: [&str; 5] = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"];
const MODES: [&str; 5] = ["AIR", "AIR REG", "MAIL", "SHIP", "TRUCK"];
const INSTRUCTIONS: [&str; 3] = ["COLLECT COD", "DELIVER IN PERSON", "NONE"];
const REMARKS: [&str; 4] = ["packed with care", "special offer, no requests", "quick", "sleeps"];

/// 1992-01-01, the first day of an order.
const FIRST_DAY: i64 = 8_035;
/// 1998-08-02, the last one.
const LAST_DAY: i64 = 10_440;
/// 1995-06-17: what is older has been shipped.
const TODAY: i64 = 9_298;

/// Chooses, always the same.
struct Random(Seeded);

impl Random {
    /// A number, the bounds included.
    fn within(&mut self, low: i64, high: i64) -> i64 {
        let choices = usize::try_from(high - low + 1).unwrap();
        low + i64::try_from(self.0.below(choices)).unwrap()
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.0.below(texts.len())]
    }

    fn hundredths(&mut self, low: i64, high: i64) -> Decimal {
        hundredths(self.within(low, high))
    }

    fn phone(&mut self, nation: i64) -> String {
        let (a, b, c) = (self.within(100, 999), self.within(100, 999), self.within(1000, 9999));
        format!("{}-{a}-{b}-{c}", nation + 10)
    }
}

fn hundredths(n: i64) -> Decimal {
    Decimal::from_scaled(n.into(), 2)
}

fn day(days: i64) -> Date {
    Date::from_days_since_epoch(days).unwrap()
}

/// The price of one part, in hundredths.
fn price(part: i64) -> i64 {
    90_000 + part * 37 % 20_000
}

/// The supplier of a part that comes in this place.
fn supplier(part: i64, place: i64) -> i64 {
    (part + place * (SUPPLIERS / SUPPLIERS_OF_A_PART)) % SUPPLIERS + 1
}

/// Makes and fills the tables.
pub(crate) fn fill(conn: &mut Connection) -> aludel::Result<()> {
    conn.create_all(&[
        REGION.into(),
        NATION.into(),
        SUPPLIER.into(),
        CUSTOMER.into(),
        PART.into(),
        PARTSUPP.into(),
        ORDERS.into(),
        LINEITEM.into(),
    ])?;
    let random = &mut Random(Seeded::new(22));
    conn.transaction(|conn| {
        world(conn)?;
        suppliers(conn, random)?;
        customers(conn, random)?;
        parts(conn, random)?;
        orders(conn, random)
    })
}

/// Inserts the rows, as many at once as every database has parameters for.
fn load<C, S, R: ValueRow<C> + Clone>(
    conn: &mut Connection,
    into: &Insert<C, S>,
    rows: &[R],
) -> aludel::Result<()> {
    for rows in rows.chunks(500) {
        conn.execute(&into.clone().rows(rows.iter().cloned()))?;
    }
    Ok(())
}

fn world(conn: &mut Connection) -> aludel::Result<()> {
    let regions: Vec<_> = (0..).zip(REGIONS).collect();
    load(conn, &insert(REGION).columns((REGION.regionkey, REGION.name)), &regions)?;
    let nations: Vec<_> = (0..).zip(NATIONS).map(|(key, name)| (key, name, key / 2)).collect();
    let n = NATION;
    load(conn, &insert(n).columns((n.nationkey, n.name, n.regionkey)), &nations)
}

fn suppliers(conn: &mut Connection, random: &mut Random) -> aludel::Result<()> {
    let rows: Vec<_> = (1..=SUPPLIERS)
        .map(|key| {
            let nation = key % 10;
            let comment =
                if key % 9 == 0 { "Customer has Complaints" } else { random.one_of(&REMARKS) };
            (
                key,
                format!("Supplier#{key:09}"),
                format!("{key} Mill Lane"),
                nation,
                random.phone(nation),
                random.hundredths(-99_999, 999_999),
                comment,
            )
        })
        .collect();
    let s = SUPPLIER;
    let all = (s.suppkey, s.name, s.address, s.nationkey, s.phone, s.acctbal, s.comment);
    load(conn, &insert(s).columns(all), &rows)
}

fn customers(conn: &mut Connection, random: &mut Random) -> aludel::Result<()> {
    let rows: Vec<_> = (1..=CUSTOMERS)
        .map(|key| {
            let nation = random.within(0, 9);
            (
                key,
                format!("Customer#{key:09}"),
                format!("{key} High Street"),
                nation,
                random.phone(nation),
                random.hundredths(-99_999, 999_999),
                random.one_of(&SEGMENTS),
                random.one_of(&REMARKS),
            )
        })
        .collect();
    let c = CUSTOMER;
    let all =
        (c.custkey, c.name, c.address, c.nationkey, c.phone, c.acctbal, c.mktsegment, c.comment);
    load(conn, &insert(c).columns(all), &rows)
}

fn parts(conn: &mut Connection, random: &mut Random) -> aludel::Result<()> {
    let rows: Vec<_> = (1..=PARTS)
        .map(|key| {
            let (mfgr, brand) = (random.within(1, 3), random.within(1, 3));
            let [finish, treatment, metal] =
                [&FINISHES[..], &TREATMENTS, &METALS].map(|words| random.one_of(words));
            (
                key,
                format!("{} {}", random.one_of(&COLOURS), random.one_of(&COLOURS)),
                format!("Manufacturer#{mfgr}"),
                format!("Brand#{mfgr}{brand}"),
                format!("{finish} {treatment} {metal}"),
                random.within(1, 20),
                random.one_of(&CONTAINERS),
                hundredths(price(key)),
            )
        })
        .collect();
    let p = PART;
    let all = (p.partkey, p.name, p.mfgr, p.brand, p.kind, p.size, p.container, p.retailprice);
    load(conn, &insert(p).columns(all), &rows)?;

    let offers: Vec<_> = (1..=PARTS)
        .flat_map(|part| (0..SUPPLIERS_OF_A_PART).map(move |place| (part, supplier(part, place))))
        .map(|(part, supplier)| {
            (part, supplier, random.within(1, 200), random.hundredths(100, 100_000))
        })
        .collect();
    let ps = PARTSUPP;
    let all = (ps.partkey, ps.suppkey, ps.availqty, ps.supplycost);
    load(conn, &insert(ps).columns(all), &offers)
}

/// Orders with one to seven lines each. Every third customer orders nothing.
fn orders(conn: &mut Connection, random: &mut Random) -> aludel::Result<()> {
    let (mut orders, mut lines) = (Vec::new(), Vec::new());
    for key in 1..=ORDERED {
        let ordered = random.within(FIRST_DAY, LAST_DAY);
        let (mut total, mut shipped) = (0, 0);
        let count = random.within(1, 7);
        for number in 1..=count {
            let part = random.within(1, PARTS);
            let quantity = random.within(1, 50);
            let (discount, tax) = (random.within(0, 10), random.within(0, 8));
            let cost = quantity * price(part);
            total += cost * (100 - discount) * (100 + tax) / 10_000;
            let ship = ordered + random.within(1, 121);
            let receipt = ship + random.within(1, 30);
            let returned = if receipt <= TODAY { random.one_of(&["A", "R"]) } else { "N" };
            shipped += i64::from(ship <= TODAY);
            lines.push((
                key,
                number,
                part,
                supplier(part, random.within(0, SUPPLIERS_OF_A_PART - 1)),
                quantity,
                hundredths(cost),
                hundredths(discount),
                hundredths(tax),
                returned,
                if ship <= TODAY { "F" } else { "O" },
                day(ship),
                day(ordered + random.within(30, 90)),
                day(receipt),
                random.one_of(&INSTRUCTIONS),
                random.one_of(&MODES),
            ));
        }
        let status = match shipped {
            0 => "O",
            n if n == count => "F",
            _ => "P",
        };
        orders.push((
            key,
            random.within(0, CUSTOMERS / 3 - 1) * 3 + random.within(1, 2),
            status,
            hundredths(total),
            day(ordered),
            random.one_of(&PRIORITIES),
            0,
            random.one_of(&REMARKS),
        ));
    }
    let o = ORDERS;
    let all = (
        o.orderkey,
        o.custkey,
        o.orderstatus,
        o.totalprice,
        o.orderdate,
        o.orderpriority,
        o.shippriority,
        o.comment,
    );
    load(conn, &insert(o).columns(all), &orders)?;
    let l = LINEITEM;
    let all = (
        l.orderkey,
        l.linenumber,
        l.partkey,
        l.suppkey,
        l.quantity,
        l.extendedprice,
        l.discount,
        l.tax,
        l.returnflag,
        l.linestatus,
        l.shipdate,
        l.commitdate,
        l.receiptdate,
        l.shipinstruct,
        l.shipmode,
    );
    load(conn, &insert(l).columns(all), &lines)
}
