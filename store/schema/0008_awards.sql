-- What an announcement says beside its sums: what a correction changes and of which day, the day of a late one's award,
-- where the work is done, and the countries it is sold to.

-- +goose Up

ALTER TABLE award ADD COLUMN correction_effect    TEXT NOT NULL DEFAULT ''; -- not_awarded, amount_changed …: see extract/contract
ALTER TABLE award ADD COLUMN corrects_day         TEXT NOT NULL DEFAULT ''; -- ISO date of the announcement that is corrected
ALTER TABLE award ADD COLUMN awarded_on           TEXT NOT NULL DEFAULT ''; -- ISO date; '' when it is the day of the list
ALTER TABLE award ADD COLUMN place_of_performance TEXT NOT NULL DEFAULT ''; -- as printed
ALTER TABLE award ADD COLUMN foreign_sales        TEXT NOT NULL DEFAULT ''; -- as printed
