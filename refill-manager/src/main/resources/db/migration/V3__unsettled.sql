alter table watched_order add column unsettled boolean not null default false;

comment on column watched_order.unsettled is 'A refill was given up that may still run at the panel: no other is asked for until the order is whole or an operator releases it.';
