-- What was sent to the members of a household.
-- params: serial int8
-- columns: member int2, state int2, message_id text, at timestamptz
select member, state, message_id, at from casework.notice where serial = $1 order by member
