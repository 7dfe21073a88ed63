-- Whether a household of an address is stored: of its dwelling in the frame, or as it was typed, capitals aside.
-- params: dwelling int8, territory text, street text, house text, building text, flat text
-- columns: stored bool
select exists (select from casework.household_dwelling where dwelling = $1) or exists (
  select from casework.address_finding where territory = $2 and lower(street) = lower($3)
    and lower(house) = lower($4) and lower(building) = lower($5) and lower(flat) = lower($6))
