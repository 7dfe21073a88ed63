-- What a freeze needs besides answers: which submissions may count the same people, and which states were frozen.

-- Addresses submissions came from: typed, chosen in the frame, or the dwelling their tablet was sent to. Two of one
-- address have one `place`, whatever the capitals. The people of an institution live at one address and are no
-- household of it; of an address without a house, and of one from which more than twenty came (a hostel without
-- rooms), nothing follows. A case is disputed when it shares its place, or a person.
create view casework.disputed_case as
with address as (
  select serial, territory, street, house, building, flat from casework.address_finding
  union
  select h.serial, t.territory, t.name, d.house, d.building, d.flat
  from casework.household_dwelling h
    join frame.dwelling d on d.id = h.dwelling join frame.street t on t.id = d.street_id
  union
  select s.serial, t.territory, t.name, d.house, d.building, d.flat
  from exchange.lease l join casework.submission s on s.case_id = l.case_id
    join frame.dwelling d on d.id = l.dwelling join frame.street t on t.id = d.street_id
), placed as (
  select a.serial, min(md5(lower(concat_ws('|', a.territory, a.street, a.house, a.building, a.flat)))) as place
  from address a join casework.submission s on s.serial = a.serial
  where a.house <> '' and not exists (select from institution.resident r where r.id = s.case_id)
  group by a.serial
), shared as (
  select place from placed group by place having count(*) between 2 and 20
)
select d.serial, p.place::uuid as place, coalesce(i.kind, '') as institution_kind
from (select serial from casework.claim union select q.serial from placed q join shared using (place)) d
  join casework.submission s on s.serial = d.serial
  left join placed p on p.serial = d.serial and p.place in (select place from shared)
  left join institution.resident r on r.id = s.case_id
  left join institution.place i on i.id = r.place;
grant select on casework.disputed_case to sanaq_processing;

-- A frozen state has one name for ever: edition and revision. digest: SHA-256 of the file, in hexadecimal.
create schema processing;
create table processing.frozen_state (
  edition text not null check (length(edition) between 1 and 60),
  revision int8 not null check (revision > 0),
  digest text not null check (length(digest) = 64),
  submissions int8 not null,  -- serial of the last one it holds
  persons int8 not null,
  frozen_at timestamptz not null,
  primary key (edition, revision)
);
grant usage on schema processing to sanaq_processing;
grant select, insert on processing.frozen_state to sanaq_processing;
