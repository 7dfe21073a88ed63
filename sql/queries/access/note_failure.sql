-- Counts a failed log-in; from the limit on the account is locked until a moment.
-- params: id uuid, limit int4, until timestamptz
-- columns: failures int4
update access.staff set failures = failures + 1,
  locked_until = case when failures + 1 >= $2 then $3 else locked_until end
where id = $1 returning failures
