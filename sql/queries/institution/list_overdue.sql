-- Institutions of some territories (none named: all) that are late: lists not sent (1), people without outcome (2);
-- with the employees responsible now, those after a seminar, and what equipment is with them.
-- params: territories text[], with_protected bool, lists_due bool, outcomes_due bool, after text, limit int4
-- columns: id uuid, what int2, employees int4, trained int4, pieces int4, reminded_at timestamptz?
select p.id, case when p.state in (1, 3) then 1 else 2 end::smallint,
  (select count(*) from institution.employee e where e.place = p.id and e.ended_at is null)::int,
  (select count(e.seminar_on) from institution.employee e where e.place = p.id and e.ended_at is null)::int,
  (select count(*) from institution.employee e
    join equipment.holder h on h.login = e.login join equipment.piece i on i.holder = h.id where e.place = p.id)::int,
  (select max(r.at) from institution.reminder r where r.place = p.id)
from institution.place p
where (cardinality($1::text[]) = 0 or p.territory = any($1)) and ($2 or not p.protected) and p.number > $5
  and (($3 and p.state in (1, 3)) or ($4 and p.state = 4 and p.done < p.people))
order by p.number limit $6
