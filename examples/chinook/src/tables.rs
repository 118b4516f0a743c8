//! Chinook's tables, by the names that they have in the file.
//!
//! SQLite stores floats in the file's `NUMERIC(10,2)`; what is read from them is the decimal of
//! the fewest digits that is the same float, which is the price.

use aludel::ast::TableRef;

aludel::table! {
    /// People and bands.
    pub const ARTIST = "Artist" {
        artist_id: Integer = "ArtistId" [primary_key],
        name: Nullable<Varchar(120)> = "Name",
    }

    /// What artists have published.
    pub const ALBUM = "Album" {
        album_id: Integer = "AlbumId" [primary_key],
        title: Varchar(160) = "Title",
        artist_id: Integer = "ArtistId" [references(ARTIST.artist_id)],
    }

    /// Who sells: a tree, by whom they report to.
    pub const EMPLOYEE = "Employee" {
        employee_id: Integer = "EmployeeId" [primary_key],
        last_name: Varchar(20) = "LastName",
        first_name: Varchar(20) = "FirstName",
        title: Nullable<Varchar(30)> = "Title",
        reports_to: Nullable<Integer> = "ReportsTo" [references(EMPLOYEE.employee_id)],
        birth_date: Nullable<Timestamp> = "BirthDate",
        hire_date: Nullable<Timestamp> = "HireDate",
        city: Nullable<Varchar(40)> = "City",
        country: Nullable<Varchar(40)> = "Country",
        email: Nullable<Varchar(60)> = "Email",
    }

    /// Who buys.
    pub const CUSTOMER = "Customer" {
        customer_id: Integer = "CustomerId" [primary_key],
        first_name: Varchar(40) = "FirstName",
        last_name: Varchar(20) = "LastName",
        company: Nullable<Varchar(80)> = "Company",
        city: Nullable<Varchar(40)> = "City",
        country: Nullable<Varchar(40)> = "Country",
        email: Varchar(60) = "Email",
        support_rep_id: Nullable<Integer> = "SupportRepId" [references(EMPLOYEE.employee_id)],
    }

    /// Rock, Latin, Jazz and so on.
    pub const GENRE = "Genre" {
        genre_id: Integer = "GenreId" [primary_key],
        name: Nullable<Varchar(120)> = "Name",
    }

    /// MPEG, AAC and so on.
    pub const MEDIA_TYPE = "MediaType" {
        media_type_id: Integer = "MediaTypeId" [primary_key],
        name: Nullable<Varchar(120)> = "Name",
    }

    /// What is on the albums.
    pub const TRACK = "Track" {
        track_id: Integer = "TrackId" [primary_key],
        name: Varchar(200) = "Name",
        album_id: Nullable<Integer> = "AlbumId" [references(ALBUM.album_id)],
        media_type_id: Integer = "MediaTypeId" [references(MEDIA_TYPE.media_type_id)],
        genre_id: Nullable<Integer> = "GenreId" [references(GENRE.genre_id)],
        composer: Nullable<Varchar(220)> = "Composer",
        milliseconds: Integer = "Milliseconds",
        bytes: Nullable<Integer> = "Bytes",
        unit_price: Decimal(10, 2) = "UnitPrice",
    }

    /// What a customer bought in one go.
    pub const INVOICE = "Invoice" {
        invoice_id: Integer = "InvoiceId" [primary_key],
        customer_id: Integer = "CustomerId" [references(CUSTOMER.customer_id)],
        invoice_date: Timestamp = "InvoiceDate",
        billing_city: Nullable<Varchar(40)> = "BillingCity",
        billing_country: Nullable<Varchar(40)> = "BillingCountry",
        total: Decimal(10, 2) = "Total",
    }

    /// The tracks on an invoice.
    pub const INVOICE_LINE = "InvoiceLine" {
        invoice_line_id: Integer = "InvoiceLineId" [primary_key],
        invoice_id: Integer = "InvoiceId" [references(INVOICE.invoice_id)],
        track_id: Integer = "TrackId" [references(TRACK.track_id)],
        unit_price: Decimal(10, 2) = "UnitPrice",
        quantity: Integer = "Quantity",
    }

    /// Lists of tracks.
    pub const PLAYLIST = "Playlist" {
        playlist_id: Integer = "PlaylistId" [primary_key],
        name: Nullable<Varchar(120)> = "Name",
    }

    /// Which track is on which list.
    pub const PLAYLIST_TRACK = "PlaylistTrack" {
        playlist_id: Integer = "PlaylistId" [primary_key, references(PLAYLIST.playlist_id)],
        track_id: Integer = "TrackId" [primary_key, references(TRACK.track_id)],
    }
}

/// All of them.
#[must_use]
pub fn all() -> Vec<TableRef> {
    vec![
        ARTIST.into(),
        ALBUM.into(),
        EMPLOYEE.into(),
        CUSTOMER.into(),
        GENRE.into(),
        MEDIA_TYPE.into(),
        TRACK.into(),
        INVOICE.into(),
        INVOICE_LINE.into(),
        PLAYLIST.into(),
        PLAYLIST_TRACK.into(),
    ]
}
