-- What was sent to the members of a household; sending again replaces it not.
-- params: serial int8, members int2[], states int2[], message_ids text[], at timestamptz[]
-- columns: none
insert into casework.notice (serial, member, state, message_id, at)
select $1, * from unnest($2::int2[], $3::int2[], $4::text[], $5::timestamptz[]) on conflict do nothing
