//! CSV files into a table, on every server.

use aludel::ErrorKind;
use aludel::engine::{CsvFile, Loader, OnError};
use aludel::prelude::*;

use crate::loader::{STOCK, count};
use crate::servers::{Server, on_every_server, open};

on_every_server!(csv_files, csv_files_that_are_wrong);

fn csv_files(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    let text = "code|No.|unused|price|day\n\
                \"a|\"\"b\"\"\nc\"|1|x|1.50|2024-02-29\n\
                |2|x||\n\
                d|3|x|-0.05|1999-12-31\n";
    let into = insert(STOCK).columns(vec!["id", "code", "price", "day"]);
    let file = || CsvFile::new(text.as_bytes()).delimiter(b'|').named("id", "No.");
    assert_eq!(Loader::new(&into).load_csv(&mut conn, file()).unwrap().rows(), 3);
    let q = select((STOCK.id, STOCK.code, STOCK.price.cast::<Text>(), STOCK.day));
    let found = conn.fetch_all(&q.from(STOCK).order_by(STOCK.id)).unwrap();
    let day = |text: &str| Some(text.parse::<Date>().unwrap());
    assert_eq!(
        found,
        [
            (1, "a|\"b\"\nc".to_owned(), Some("1.50".to_owned()), day("2024-02-29")),
            (2, String::new(), None, None),
            (3, "d".to_owned(), Some("-0.05".to_owned()), day("1999-12-31")),
        ]
    );
    // Without names, and with a word for NULL.
    let file = CsvFile::new("4,e,\\N,2024-01-01\n".as_bytes()).without_headers().null("\\N");
    assert_eq!(Loader::new(&into).load_csv(&mut conn, file).unwrap().rows(), 1);
    // The definition is not known: the database converts.
    let unknown = insert(table("stock")).columns(vec!["id", "code", "day"]);
    let file = CsvFile::new("id,code,day\n5,f,2024-01-01\n6,g,\n".as_bytes());
    assert_eq!(Loader::new(&unknown).load_csv(&mut conn, file).unwrap().rows(), 2);
    assert_eq!(count(&mut conn), 6);
}

fn csv_files_that_are_wrong(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[STOCK.into()]).unwrap();
    let into = insert(STOCK).columns(vec!["id", "code", "price"]);
    let text = "id,code,price\n1,a,1.5\n2,b,dear\n3,c\n4,a,\nx,e,1\n6,f,6\n";
    let error = Loader::new(&into).load_csv(&mut conn, CsvFile::new(text.as_bytes())).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Data, Some(1)), "{error}");
    assert!(error.to_string().contains("\"dear\" does not read as a decimal"), "{error}");
    assert_eq!(count(&mut conn), 0);
    let loader = Loader::new(&into).on_error(OnError::Skip);
    let done = loader.load_csv(&mut conn, CsvFile::new(text.as_bytes())).unwrap();
    let failed = done.skipped().iter().map(|error| (error.row(), error.kind())).collect::<Vec<_>>();
    let (data, unique) = (ErrorKind::Data, ErrorKind::Unique);
    assert_eq!(failed, [(Some(1), data), (Some(2), data), (Some(3), unique), (Some(4), data)]);
    assert_eq!((done.rows(), count(&mut conn)), (6, 2));
    let file = CsvFile::new("id,code\n".as_bytes());
    let error = Loader::new(&into).load_csv(&mut conn, file).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    assert!(error.help().is_some_and(|help| help.contains("id, code")), "{error:?}");
}
