-- Households of a batch.
-- params: serials int8[], case_ids uuid[], contents uuid[], received timestamptz[], forms int2[], channels int2[],
--   persons int2[], territories text[], responses bytea[]
-- columns: none
insert into casework.submission (serial, case_id, content, received_at, form, channel, persons, territory, response)
select * from unnest($1::int8[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::int2[], $6::int2[], $7::int2[],
  $8::text[], $9::bytea[])
