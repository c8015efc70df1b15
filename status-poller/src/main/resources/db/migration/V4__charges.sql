-- Panels lower the charge of an order when they give money back, so what an order cost is kept apart from what it is charged now.
alter table watched_order
    add column cost numeric,
    add column cost_currency text,
    add column bought_charge numeric,
    add column bought_currency text,
    add column end_charge numeric,
    add column end_currency text,
    add column leftover_currency text;

comment on column watched_order.cost is 'By the panel''s list when the order was submitted, as order.accepted says; of a child, its share. Null where it is unknown.';
comment on column watched_order.charge is 'The last one that the panel stated.';
comment on column watched_order.bought_charge is 'The last charge before the order ended.';
comment on column watched_order.end_charge is 'The last charge since the order ended.';
comment on column watched_order.leftover is 'What was published to be left of the order in all; null if nothing was. Corrections are in the same currency.';

update watched_order set leftover_currency = currency where leftover is not null;
-- Of an order that is over, it is unknown which charge was seen before its end.
update watched_order set bought_charge = charge, bought_currency = currency
 where charge is not null
   and status not in ('COMPLETED', 'PARTIAL', 'CANCELED', 'REFUNDED', 'FAILED', 'EXPIRED');
