-- All answers to a device but its newest.
-- params: device uuid, kept int8
-- columns: none
delete from exchange.answer where device = $1 and bundle not in
  (select bundle from exchange.answer where device = $1 order by at desc, bundle limit $2)
