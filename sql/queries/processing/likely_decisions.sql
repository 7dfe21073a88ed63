-- What people decided of two who are alike, whichever of the two is named first.
-- params: none
-- columns: serial int8, member int2, other_serial int8, other_member int2, same bool
select serial, member, other_serial, other_member, same from institution.likely_decision
