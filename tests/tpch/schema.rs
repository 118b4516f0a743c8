//! The eight tables of TPC-H, without the prefixes of their columns' names.

aludel::table! {
    /// Parts of the world.
    pub(crate) const REGION = "region" {
        regionkey: Integer [primary_key],
        name: Varchar(25),
    }
}

aludel::table! {
    /// Countries.
    pub(crate) const NATION = "nation" {
        nationkey: Integer [primary_key],
        name: Varchar(25),
        regionkey: Integer [references(REGION.regionkey)],
    }
}

aludel::table! {
    /// Who sells parts to us.
    pub(crate) const SUPPLIER = "supplier" {
        suppkey: Integer [primary_key],
        name: Varchar(25),
        address: Varchar(40),
        nationkey: Integer [references(NATION.nationkey)],
        phone: Varchar(15),
        acctbal: Decimal(12, 2),
        comment: Varchar(101),
    }
}

aludel::table! {
    /// Who buys from us.
    pub(crate) const CUSTOMER = "customer" {
        custkey: Integer [primary_key],
        name: Varchar(25),
        address: Varchar(40),
        nationkey: Integer [references(NATION.nationkey)],
        phone: Varchar(15),
        acctbal: Decimal(12, 2),
        mktsegment: Varchar(10),
        comment: Varchar(117),
    }
}

aludel::table! {
    /// What is bought. TPC-H's `p_type` is `kind` here.
    pub(crate) const PART = "part" {
        partkey: Integer [primary_key],
        name: Varchar(55),
        mfgr: Varchar(25),
        brand: Varchar(10),
        kind: Varchar(25),
        size: Integer,
        container: Varchar(10),
        retailprice: Decimal(12, 2),
    }
}

aludel::table! {
    /// Which supplier has which parts.
    pub(crate) const PARTSUPP = "partsupp" {
        partkey: Integer [primary_key, references(PART.partkey)],
        suppkey: Integer [primary_key, references(SUPPLIER.suppkey)],
        availqty: Integer,
        supplycost: Decimal(12, 2),
    }
}

aludel::table! {
    /// What customers ordered.
    pub(crate) const ORDERS = "orders" {
        orderkey: Integer [primary_key],
        custkey: Integer [references(CUSTOMER.custkey)],
        orderstatus: Char(1),
        totalprice: Decimal(12, 2),
        orderdate: Date,
        orderpriority: Varchar(15),
        shippriority: Integer,
        comment: Varchar(79),
    }
}

aludel::table! {
    /// The lines of the orders.
    pub(crate) const LINEITEM = "lineitem" {
        orderkey: Integer [primary_key, references(ORDERS.orderkey)],
        linenumber: Integer [primary_key],
        partkey: Integer [references(PART.partkey)],
        suppkey: Integer [references(SUPPLIER.suppkey)],
        quantity: Decimal(12, 2),
        extendedprice: Decimal(12, 2),
        discount: Decimal(12, 2),
        tax: Decimal(12, 2),
        returnflag: Char(1),
        linestatus: Char(1),
        shipdate: Date,
        commitdate: Date,
        receiptdate: Date,
        shipinstruct: Varchar(25),
        shipmode: Varchar(10),
    }
}
