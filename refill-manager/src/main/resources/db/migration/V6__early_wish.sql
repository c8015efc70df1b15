alter table watched_order add column early_request timestamptz;

comment on column watched_order.early_request is 'When its shop asked for a refill that was refused because the order was not finished: if the order had finished before then, and that is received later, the request is answered again.';
