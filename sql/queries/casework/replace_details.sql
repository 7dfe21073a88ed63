-- New details of accounts.
-- params: ids uuid[], sealed bytea[]
-- columns: none
update casework.account a set sealed = t.sealed from unnest($1, $2) as t (id, sealed) where a.id = t.id
