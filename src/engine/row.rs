//! stub
#![allow(missing_docs)]
pub struct Columns;
impl Columns {
    pub fn len(&self) -> usize {
        0
    }
}
pub struct RowRef<'r>(&'r ());
impl RowRef<'_> {
    pub fn decode<T: crate::value::FromValue>(&self, _i: usize) -> crate::Result<T> {
        Err(crate::Error::new(crate::ErrorKind::Decode, ""))
    }
}
