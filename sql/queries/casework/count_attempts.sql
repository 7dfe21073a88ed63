-- Registration attempts of a person and of a phone since a moment.
-- params: person uuid, phone uuid, since timestamptz
-- columns: of_person int4, of_phone int4
select (select count(*)::int from casework.challenge where person = $1 and created_at > $3),
  (select count(*)::int from casework.challenge where phone = $2 and created_at > $3)
