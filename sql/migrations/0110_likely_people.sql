-- People who have the names and the day of birth of somebody in another questionnaire, where somebody of them has no
-- number. Who counts them sees groups, never the keyed hashes.
create view institution.likely_person as
with shared as (
  select key from institution.likeness group by key having min(serial) <> max(serial) and bool_or(person is null)
)
select l.serial, l.member, l.person is not null as has_number, dense_rank() over (order by l.key) as group_number,
  coalesce(p.kind, '') as institution_kind
from institution.likeness l
  join shared using (key)
  join casework.submission s on s.serial = l.serial
  left join institution.resident r on r.id = s.case_id
  left join institution.place p on p.id = r.place;

-- Pairs that facts do not decide go to the clerks who judge pairs of the survey; a row is 256 times the serial and the
-- number of the member. Lists of institutions have been decided on their own page.
insert into survey.round (name, opened_at) values ('namesakes', now());
create view institution.likely_decision as
select survey_row / 256 as serial, (survey_row % 256)::smallint as member, census_row / 256 as other_serial,
  (census_row % 256)::smallint as other_member, decision = 1 as same
from survey.pair where round = 'namesakes' and decision is not null
union all
select a.serial, a.member, b.serial, b.member, d.same
from institution.likeness_decision d
  join casework.submission sa on sa.case_id = d.resident
  join institution.likeness a on a.serial = sa.serial
  join casework.submission sb on sb.case_id = d.other
  join institution.likeness b on b.serial = sb.serial and b.key = a.key;

create view institution.not_compared as
select count(*) as households from casework.submission
where serial > (select serial from casework.cursor where job = 'likeness');

grant usage on schema institution to sanaq_processing;
grant select on institution.likely_person, institution.likely_decision, institution.not_compared to sanaq_processing;
