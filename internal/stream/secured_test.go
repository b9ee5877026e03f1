package stream_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// fortress is a real Kafka with a secured listener, and a bench on its other one.
type fortress struct {
	*bench
	kafka  *kafkatest.Cluster
	secure *kafkatest.Secure
}

func newFortress(t *testing.T, secure *kafkatest.Secure) *fortress {
	t.Helper()
	lib := os.Getenv(kafkatest.LibVariable)
	if lib == "" {
		t.Skip("needs a real Kafka: make test-kafka")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cluster, err := kafkatest.Start(ctx, kafkatest.Options{Lib: lib, Dir: t.TempDir(), Secure: secure})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	b := &bench{T: t, id: "f"}
	b.cluster.Brokers = cluster.Brokers()
	return &fortress{b, cluster, secure}
}

// at is the setting of a user of the secured listener.
func (f *fortress) at(s stream.Security) stream.Cluster {
	if s.CAFile == "" {
		s.CAFile = f.secure.CAFile()
	}
	return stream.Cluster{Brokers: f.kafka.SecureBrokers(), Security: s}
}

// allow gives a user a permission on what begins with a name.
func (f *fortress) allow(user string, kind kmsg.ACLResourceType, name string, operations ...kmsg.ACLOperation) {
	f.Helper()
	req := kmsg.NewPtrCreateACLsRequest()
	for _, op := range operations {
		c := kmsg.NewCreateACLsRequestCreation()
		c.Principal, c.Host, c.ResourceType, c.ResourceName = "User:"+user, "*", kind, name
		c.ResourcePatternType, c.Operation, c.PermissionType = kmsg.ACLResourcePatternTypePrefixed, op, kmsg.ACLPermissionTypeAllow
		req.Creations = append(req.Creations, c)
	}
	res, err := req.RequestWith(f.context(), f.kgo())
	if err != nil {
		f.Fatal(err)
	}
	for _, r := range res.Results {
		if err := kerr.ErrorForCode(r.ErrorCode); err != nil {
			f.Fatal(err, *r.ErrorMessage)
		}
	}
}

// allowAll gives a user what a consumer needs.
func (f *fortress) allowAll(user string) {
	f.Helper()
	f.allow(user, kmsg.ACLResourceTypeTopic, "f.", kmsg.ACLOperationRead, kmsg.ACLOperationWrite)
	f.allow(user, kmsg.ACLResourceTypeGroup, "f.", kmsg.ACLOperationRead)
	f.allow(user, kmsg.ACLResourceTypeTransactionalId, "f.", kmsg.ACLOperationWrite)
}

func TestSecuredKafka(t *testing.T) {
	f := newFortress(t, &kafkatest.Secure{Users: map[string]string{
		"alice": secret, "groupless": secret, "readless": secret, "writeless": secret, "transactionless": secret, "nobody": secret,
	}})
	f.allowAll("alice")
	f.allow("groupless", kmsg.ACLResourceTypeTopic, "f.", kmsg.ACLOperationRead, kmsg.ACLOperationWrite)
	f.allow("readless", kmsg.ACLResourceTypeTopic, "f.", kmsg.ACLOperationDescribe)
	f.allow("readless", kmsg.ACLResourceTypeGroup, "f.", kmsg.ACLOperationRead)
	f.allow("writeless", kmsg.ACLResourceTypeTopic, "f.", kmsg.ACLOperationRead)
	f.allow("writeless", kmsg.ACLResourceTypeGroup, "f.", kmsg.ACLOperationRead)
	f.allow("writeless", kmsg.ACLResourceTypeTransactionalId, "f.", kmsg.ACLOperationWrite)
	f.allow("transactionless", kmsg.ACLResourceTypeTopic, "f.", kmsg.ACLOperationRead, kmsg.ACLOperationWrite)
	f.allow("transactionless", kmsg.ACLResourceTypeGroup, "f.", kmsg.ACLOperationRead)
	in, out, dead := f.topic("in", 1), f.topic("out", 1), f.topic("dead", 1)
	f.fill(in, 1, 10, 100)
	login := func(mechanism, user, password string) stream.Security {
		return stream.Security{SASLMechanism: mechanism, Username: user, Password: password}
	}
	const once, more = stream.ExactlyOnce, stream.AtLeastOnce
	tests := map[string]struct {
		security stream.Security
		delivery stream.Delivery
		want     string // in the error; empty: it works
	}{
		"PLAIN":                     {login("PLAIN", "alice", secret), more, ""},
		"SCRAM-SHA-256":             {login("SCRAM-SHA-256", "alice", secret), more, ""},
		"SCRAM-SHA-512":             {login("SCRAM-SHA-512", "alice", secret), more, ""},
		"transactions":              {login("SCRAM-SHA-512", "alice", secret), once, ""},
		"wrong password":            {login("SCRAM-SHA-512", "alice", "wrong"), more, "refused the user name or password"},
		"wrong password in PLAIN":   {login("PLAIN", "alice", "wrong"), more, "refused the user name or password"},
		"unknown user":              {login("SCRAM-SHA-256", "mallory", secret), more, "refused the user name or password"},
		"no login":                  {stream.Security{TLS: true}, more, "check that it expects"},
		"no permission at all":      {login("PLAIN", "nobody", secret), more, "does not exist, or this user may not see it"},
		"no permission for group":   {login("PLAIN", "groupless", secret), more, "Read on its consumer group"},
		"no permission to read":     {login("PLAIN", "readless", secret), more, "Read on the topics that it reads"},
		"no permission to write":    {login("PLAIN", "writeless", secret), once, "Write on those that it writes"},
		"no permission for ids":     {login("PLAIN", "transactionless", secret), once, "Write on its transactional ids"},
		"no permission to write, 1": {login("PLAIN", "writeless", secret), more, "permission (ACL): "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newRecorder(t)
			cfg := f.config(in, dead, o)
			cfg.Cluster, cfg.Delivery, cfg.Group = f.at(tt.security), tt.delivery, "f."+strings.ReplaceAll(name, " ", "-")
			if tt.want != "" {
				cfg.StartTimeout = 8 * time.Second
			}
			r := f.start(cfg, forward(out))
			if tt.want == "" {
				o.awaitCommitted(in, 1, 10)
				r.stop()
				return
			}
			err := r.result()
			oneLine(t, err, tt.want)
			if strings.Contains(err.Error(), secret) {
				t.Errorf("the error tells the password: %v", err)
			}
		})
	}
}

// certificate writes a certificate that the fortress's present authority issues.
func (f *fortress) certificate(dir, name string, validity time.Duration) stream.Security {
	f.Helper()
	cert, key, err := f.secure.Authority.Issue(name, validity)
	if err != nil {
		f.Fatal(err)
	}
	s := stream.Security{CAFile: filepath.Join(dir, "ca.pem"), CertFile: filepath.Join(dir, "cert.pem"), KeyFile: filepath.Join(dir, "key.pem")}
	for file, content := range map[string][]byte{s.CAFile: f.secure.Authority.PEM, s.CertFile: cert, s.KeyFile: key} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			f.Fatal(err)
		}
	}
	return s
}

// restart restarts the broker.
func (f *fortress) restart() {
	f.Helper()
	f.kafka.Kill(0)
	ctx, cancel := context.WithTimeout(f.T.Context(), 2*time.Minute)
	defer cancel()
	if err := f.kafka.Restart(0); err != nil {
		f.Fatal(err)
	}
	if err := f.kafka.Await(ctx, 0); err != nil {
		f.Fatal(err)
	}
}

// Client certificates on a real Kafka: who may, who may not, and the renewal of
// everything while it runs: authority, brokers' and client's certificates.
func TestClientCertificatesOnKafka(t *testing.T) {
	f := newFortress(t, &kafkatest.Secure{ClientCertificates: true})
	f.allowAll("carol")
	in, out, dead := f.topic("in", 1), f.topic("out", 1), f.topic("dead", 1)
	f.fill(in, 1, 10, 100)
	carol, expired, stranger := t.TempDir(), t.TempDir(), t.TempDir()
	good := f.certificate(carol, "carol", time.Hour)
	for name, tt := range map[string]struct {
		security stream.Security
		want     string
	}{
		"none":          {stream.Security{TLS: true}, "no TLS connection"},
		"expired":       {f.certificate(expired, "carol", -time.Minute), "has expired on"},
		"no permission": {f.certificate(stranger, "dave", time.Hour), "does not exist, or this user may not see it"},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := f.config(in, dead, newRecorder(t))
			cfg.Cluster, cfg.StartTimeout = f.at(tt.security), 8*time.Second
			oneLine(t, f.start(cfg, forward(out)).result(), tt.want)
		})
	}
	o := newRecorder(t)
	cfg := f.config(in, dead, o)
	cfg.Cluster, cfg.Delivery = f.at(good), stream.ExactlyOnce
	r := f.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 10)
	f.awaitOffset(cfg.Group, in, 10) // and f.read waits for the other marker: a commit cut short is no matter of certificates
	f.read(out)
	if err := f.secure.Renew(time.Hour); err != nil {
		t.Fatal(err)
	}
	f.certificate(carol, "carol", time.Hour)
	f.restart()
	f.bench.cluster.Brokers = f.kafka.Brokers()
	client := f.kgo(kgo.RecordPartitioner(kgo.ManualPartitioner()))
	f.put(client, &kgo.Record{Topic: in, Value: []byte("0:10")})
	o.awaitCommitted(in, 1, 11)
	r.stop()
	f.checkOnce(cfg.Group, in, out, 1, 11)

	t.Run("expired broker", func(t *testing.T) {
		if err := f.secure.Renew(-time.Minute); err != nil {
			t.Fatal(err)
		}
		cfg := f.config(in, dead, newRecorder(t))
		cfg.Cluster, cfg.StartTimeout = f.at(f.certificate(carol, "carol", time.Hour)), 8*time.Second
		f.restart()
		oneLine(t, f.start(cfg, forward(out)).result(), "expired")
	})
}
