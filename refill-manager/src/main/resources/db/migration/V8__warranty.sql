alter table watched_order add column warranty text;

comment on column watched_order.warranty is 'For how long the panel refills the order, as order.accepted says: none, lifetime, or days such as 30d. Null for an order of an earlier release.';
