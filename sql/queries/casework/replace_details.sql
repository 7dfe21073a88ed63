-- New details of an account.
-- params: id uuid, sealed bytea
-- columns: none
update casework.account set sealed = $2 where id = $1
