-- Adds a member of staff unless the login is taken.
-- params: id uuid, login text, role text, territory text, password_hash text, totp_secret bytea, created_at timestamptz
-- columns: none
insert into access.staff (id, login, role, territory, password_hash, totp_secret, created_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict (login) do nothing
