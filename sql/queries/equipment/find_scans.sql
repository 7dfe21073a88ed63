-- Signed papers of an act, newest first.
-- params: act uuid
-- columns: at timestamptz, kind int2, sealed bytea
select at, kind, sealed from equipment.scan where act = $1 order by at desc
