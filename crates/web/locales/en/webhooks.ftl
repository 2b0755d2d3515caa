# Where an organisation has itself told what happened: the page and its texts.

zone-webhook = Address
zone-topic = What to be told of
anomaly-webhook-003 = Address: this is no address to which something can be sent.
anomaly-webhook-003-mend = Give a whole address that begins with https://, without a user name, a password or a # in it.
anomaly-webhook-005 = Address: nothing is sent there.
anomaly-webhook-005-mend = Give an address on the public internet, on port 443 or above 1023.
anomaly-webhook-006 = Address: it is told already.
anomaly-webhook-006-mend = End the other one first, or give another address.
anomaly-webhook-053 = Address: whoever runs this installation lets nothing be sent.
anomaly-webhook-053-mend = Ask whoever runs it, or have your software ask for changes itself.
anomaly-webhook-901 = Address: there are { $limit } already.
anomaly-webhook-901-mend = End one that is no longer used first.
