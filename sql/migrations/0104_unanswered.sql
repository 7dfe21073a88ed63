-- Dwellings of the frame from which no questionnaire came: neither the household that chose it, nor one that typed its
-- address, nor an interviewer brought one. outcome: of the last visit; `none` when nobody was there.
create view processing.unanswered_dwelling as
select d.id as dwelling, t.territory, coalesce(v.outcome, 'none') as outcome, coalesce(v.visits, 0)::int4 as visits
from frame.dwelling d
  join frame.street t on t.id = d.street_id
  left join exchange.lease l on l.dwelling = d.id
  left join lateral (
    select count(*) as visits, (array_agg(w.outcome order by w.at desc, w.chain, w.number desc))[1] as outcome
    from exchange.visit w where w.case_id = l.case_id having count(*) > 0
  ) v on true
where not exists (select from casework.household_dwelling h where h.dwelling = d.id)
  and not exists (select from casework.submission s where s.case_id = l.case_id)
  and not exists (
    select from casework.address_finding a
    where a.territory = t.territory and lower(a.street) = lower(t.name) and lower(a.house) = lower(d.house)
      and lower(a.building) = lower(d.building) and lower(a.flat) = lower(d.flat));
grant select on processing.unanswered_dwelling to sanaq_processing;
