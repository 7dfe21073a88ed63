-- Makes somebody responsible in an institution.
-- params: login text, place uuid, sealed bytea, order_number text, order_date date, scan bytea, at timestamptz
-- columns: none
insert into institution.employee (login, place, sealed, order_number, order_date, scan, appointed_at)
values ($1, $2, $3, $4, $5, $6, $7)
