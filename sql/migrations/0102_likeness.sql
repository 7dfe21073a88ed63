-- Who of a list may stand elsewhere under another number, or without one: keyed hashes of names and day of birth. What
-- they find is probable; a person decides, and what is decided is kept.
create table institution.likeness (
  serial bigint not null references casework.submission,
  member smallint not null,
  key uuid not null,
  person uuid,  -- by number; null: neither IIN nor document
  primary key (serial, member)
);
create index on institution.likeness (key);
insert into casework.cursor (job) values ('likeness');

alter table institution.resident
  add column likeness uuid,
  add column compared boolean not null default false;  -- its likeness is up to date
create index on institution.resident (likeness) where likeness is not null;
create index on institution.resident (id) where not compared;

-- resident and other: the cases of the two; other may be that of a row of a list too.
create table institution.likeness_decision (
  resident uuid not null references institution.resident on delete cascade,
  other uuid not null,
  same boolean not null,
  decided_by text not null,
  at timestamptz not null,
  primary key (resident, other)
);

-- hidden: the other side is a protected institution. Outcomes 5, 7, 9: expected elsewhere.
create view institution.probable_claim as
select p.place, p.id, p.row, p.other, p.number, p.hidden, p.territory, p.differ, d.same
from (
  select r.place, r.id, r.row, k.id as other, o.number, o.protected as hidden, o.territory,
    r.person is not null and k.person is not null as differ
  from institution.resident r
    join institution.resident k on k.likeness = r.likeness and k.place <> r.place
    join institution.place o on o.id = k.place
  where coalesce(r.outcome, 0) not in (5, 7, 9) and coalesce(k.outcome, 0) not in (5, 7, 9)
    and (r.person = k.person) is not true
  union all
  select r.place, r.id, r.row, s.case_id, '', false, s.territory, r.person is not null and l.person is not null
  from institution.resident r
    join institution.likeness l on l.key = r.likeness
    join casework.submission s on s.serial = l.serial
  where coalesce(r.outcome, 0) not in (5, 7, 9) and (r.person = l.person) is not true
    and not exists (select from institution.resident k where k.id = s.case_id)
) as p
left join institution.likeness_decision d
  on (d.resident = p.id and d.other = p.other) or (d.resident = p.other and d.other = p.id);

-- Those who are decided to be one person are second claims like others.
create or replace view institution.second_claim as
select r.place, r.id, r.row, o.number as other, o.protected as hidden, o.territory
from institution.resident r
  join institution.resident k on k.person = r.person and k.place <> r.place
  join institution.place o on o.id = k.place
where coalesce(r.outcome, 0) not in (5, 7, 9) and coalesce(k.outcome, 0) not in (5, 7, 9)
union all
select r.place, r.id, r.row, '', false, s.territory
from institution.resident r
  join casework.conflict x on x.key = r.person
  join casework.claim c on c.conflict = x.id
  join casework.submission s on s.serial = c.serial
where coalesce(r.outcome, 0) not in (5, 7, 9) and not (coalesce(r.outcome, 0) in (1, 2) and s.persons = 1)
  and not exists (select from institution.resident k where k.id = s.case_id)
union all
select r.place, r.id, r.row, '', false, s.territory
from institution.resident r
  join casework.person p on p.key = r.person
  join casework.submission s on s.serial = p.serial
where coalesce(r.outcome, 0) not in (1, 2, 5, 7, 9)
  and not exists (select from institution.resident k where k.id = s.case_id)
  and not exists (select from casework.conflict x where x.key = r.person)
union all
select place, id, row, number, hidden, territory from institution.probable_claim where same;

grant select, insert on institution.likeness to sanaq_server;
grant select, insert, update on institution.likeness_decision to sanaq_server;
grant select on institution.probable_claim to sanaq_server;
