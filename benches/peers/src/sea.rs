//! sea-query.

use sea_query::{
    CaseStatement, CommonTableExpression, Expr, ExprTrait, Func, Iden, InsertStatement, OnConflict,
    Order, PostgresQueryBuilder, Query, UnionType, Values, WindowStatement, WithClause,
};

use crate::{Built, Input, Peer, built};

pub const PEER: Peer = Peer {
    name: "sea-query",
    queries: [Some(q1), Some(q2), Some(q3), Some(q4), Some(q5), Some(q6), Some(q7)],
    prepared: [None; 7],
};

// Variants named after their columns, as sea-query has it.
#[allow(clippy::enum_variant_names)]
#[derive(Clone, Copy, Iden)]
enum Artist {
    Table,
    ArtistId,
    Name,
}

#[allow(clippy::enum_variant_names)]
#[derive(Clone, Copy, Iden)]
enum Album {
    Table,
    AlbumId,
    Title,
    ArtistId,
}

#[allow(clippy::enum_variant_names)]
#[derive(Clone, Copy, Iden)]
enum Track {
    Table,
    TrackId,
    AlbumId,
    Milliseconds,
    UnitPrice,
}

#[derive(Clone, Copy, Iden)]
enum Customer {
    Table,
    Id,
    Name,
    Email,
    Country,
    Active,
    Age,
}

#[derive(Clone, Copy, Iden)]
enum Prolific {
    Table,
    ArtistId,
    Albums,
}

#[derive(Clone, Copy, Iden)]
enum Grown {
    Table,
    Name,
    Country,
    Age,
}

fn finish((text, params): (String, Values)) -> Built {
    let count = params.0.len();
    built(text, params, count)
}

pub fn q1(input: &Input) -> Built {
    let query = Query::select()
        .columns([Customer::Id, Customer::Name, Customer::Email])
        .from(Customer::Table)
        .and_where(Expr::col(Customer::Id).eq(input.id))
        .take();
    finish(query.build(PostgresQueryBuilder))
}

pub fn q2(input: &Input) -> Built {
    let query = Query::select()
        .columns([Customer::Id, Customer::Name, Customer::Email, Customer::Country, Customer::Age])
        .from(Customer::Table)
        .and_where(
            Expr::col(Customer::Active).eq(input.active).or(Expr::col(Customer::Age).gt(input.age)),
        )
        .and_where(Expr::col(Customer::Name).like(&*input.pattern))
        .and_where(Expr::col(Customer::Country).is_in(input.countries.iter().map(|c| &**c)))
        .order_by(Customer::Name, Order::Asc)
        .order_by(Customer::Id, Order::Desc)
        .limit(input.limit as u64)
        .offset(input.offset as u64)
        .take();
    finish(query.build(PostgresQueryBuilder))
}

pub fn q3(input: &Input) -> Built {
    let tracks = || Expr::col((Track::Table, Track::TrackId)).count();
    let length = || Expr::col((Track::Table, Track::Milliseconds)).sum();
    let query = Query::select()
        .column((Artist::Table, Artist::Name))
        .column((Album::Table, Album::Title))
        .expr(tracks())
        .expr(length())
        .expr(Func::coalesce([Expr::col((Track::Table, Track::UnitPrice)).sum(), Expr::val(0.0)]))
        .expr(CaseStatement::new().case(tracks().gt(10i64), "long").finally("short"))
        .from(Artist::Table)
        .inner_join(
            Album::Table,
            Expr::col((Album::Table, Album::ArtistId)).equals((Artist::Table, Artist::ArtistId)),
        )
        .inner_join(
            Track::Table,
            Expr::col((Track::Table, Track::AlbumId)).equals((Album::Table, Album::AlbumId)),
        )
        .group_by_col((Artist::Table, Artist::Name))
        .group_by_col((Album::Table, Album::Title))
        .and_having(tracks().gt(input.least))
        .order_by_expr(length(), Order::Desc)
        .take();
    finish(query.build(PostgresQueryBuilder))
}

pub fn q4(input: &Input) -> Built {
    let prolific = Query::select()
        .column(Album::ArtistId)
        .expr_as(Expr::col(Album::AlbumId).count(), Prolific::Albums)
        .from(Album::Table)
        .group_by_col(Album::ArtistId)
        .take();
    let grown = Query::select()
        .columns([Customer::Name, Customer::Country, Customer::Age])
        .from(Customer::Table)
        .and_where(Expr::col(Customer::Active).eq(input.active))
        .and_where(Expr::col(Customer::Age).gt(input.age))
        .take();
    let namesakes = Query::select()
        .column((Artist::Table, Artist::ArtistId))
        .from(Artist::Table)
        .and_where(Expr::col((Artist::Table, Artist::Name)).equals((Grown::Table, Grown::Name)))
        .and_where(Expr::col((Artist::Table, Artist::ArtistId)).gt(input.id))
        .take();
    let artists = Query::select()
        .column((Artist::Table, Artist::Name))
        .column((Prolific::Table, Prolific::Albums))
        .from(Artist::Table)
        .inner_join(
            Prolific::Table,
            Expr::col((Prolific::Table, Prolific::ArtistId))
                .equals((Artist::Table, Artist::ArtistId)),
        )
        .and_where(Expr::col((Prolific::Table, Prolific::Albums)).gt(input.least))
        .take();
    let query = Query::select()
        .column((Grown::Table, Grown::Name))
        .expr_window_as(
            Func::cust("ROW_NUMBER"),
            WindowStatement::partition_by((Grown::Table, Grown::Country))
                .order_by((Grown::Table, Grown::Age), Order::Desc)
                .take(),
            "place",
        )
        .from(Grown::Table)
        .and_where(Expr::exists(namesakes))
        .union(UnionType::All, artists)
        .take();
    let with = WithClause::new()
        .cte(CommonTableExpression::new().query(prolific).table_name(Prolific::Table).to_owned())
        .cte(CommonTableExpression::new().query(grown).table_name(Grown::Table).to_owned())
        .to_owned();
    finish(query.with(with).build(PostgresQueryBuilder))
}

fn insert() -> InsertStatement {
    Query::insert()
        .into_table(Customer::Table)
        .columns([
            Customer::Id,
            Customer::Name,
            Customer::Email,
            Customer::Country,
            Customer::Active,
            Customer::Age,
        ])
        .take()
}

fn row(row: &crate::Customer) -> [Expr; 6] {
    [
        row.id.into(),
        (&*row.name).into(),
        (&*row.email).into(),
        (&*row.country).into(),
        row.active.into(),
        row.age.into(),
    ]
}

pub fn q5(input: &Input) -> Built {
    let query = insert().values_panic(row(&input.customer)).returning_col(Customer::Id).take();
    finish(query.build(PostgresQueryBuilder))
}

pub fn q6(input: &Input) -> Built {
    let mut query = insert();
    for customer in &input.customers {
        query.values_panic(row(customer));
    }
    query.on_conflict(
        OnConflict::column(Customer::Id)
            .update_columns([
                Customer::Name,
                Customer::Email,
                Customer::Country,
                Customer::Active,
                Customer::Age,
            ])
            .to_owned(),
    );
    finish(query.build(PostgresQueryBuilder))
}

pub fn q7(input: &Input) -> Built {
    let mut query = Query::select().column(Customer::Id).from(Customer::Table).take();
    for (age, name) in &input.conditions {
        query
            .and_where(Expr::col(Customer::Age).gt(*age))
            .and_where(Expr::col(Customer::Name).eq(&**name));
    }
    finish(query.build(PostgresQueryBuilder))
}
