-- What was sent to the members of households; sending again replaces it not.
-- params: serials int8[], members int2[], states int2[], message_ids text[], at timestamptz[]
-- columns: none
insert into casework.notice (serial, member, state, message_id, at)
select * from unnest($1::int8[], $2::int2[], $3::int2[], $4::text[], $5::timestamptz[]) on conflict do nothing
