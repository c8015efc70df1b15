alter table watched_order add column early_wish timestamptz;

comment on column watched_order.early_wish is 'When its shop asked for a refill that was refused because the order was not finished: a finish that was seen before then, and is heard later, answers it anew.';
