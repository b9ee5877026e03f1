package stream_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// identity is a certificate of its own authority, in files.
type identity struct {
	certFile, keyFile string
	pair              tls.Certificate
	pool              *x509.CertPool
}

func newIdentity(t *testing.T, expires time.Time) identity {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: expires,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	id := identity{certFile: filepath.Join(dir, "cert.pem"), keyFile: filepath.Join(dir, "key.pem"), pool: x509.NewCertPool()}
	for file, block := range map[string]*pem.Block{
		id.certFile: {Type: "CERTIFICATE", Bytes: der},
		id.keyFile:  {Type: "PRIVATE KEY", Bytes: keyDER},
	} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if id.pair, err = tls.LoadX509KeyPair(id.certFile, id.keyFile); err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	id.pool.AddCert(cert)
	return id
}

const secret = "open sesame"

func TestSecureConnections(t *testing.T) {
	server, client, stranger := newIdentity(t, inAnHour()), newIdentity(t, inAnHour()), newIdentity(t, inAnHour())
	expired := newIdentity(t, time.Now().Add(-time.Hour))
	sasl := []kfake.Opt{
		kfake.EnableSASL(), kfake.Superuser("PLAIN", "u", secret),
		kfake.Superuser("SCRAM-SHA-256", "u", secret), kfake.Superuser("SCRAM-SHA-512", "u", secret),
	}
	encrypted := kfake.TLS(&tls.Config{Certificates: []tls.Certificate{server.pair}})
	mutual := kfake.TLS(&tls.Config{Certificates: []tls.Certificate{server.pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: client.pool})
	outdated := kfake.TLS(&tls.Config{Certificates: []tls.Certificate{expired.pair}})
	login := func(mechanism, password string) stream.Security {
		return stream.Security{CAFile: server.certFile, SASLMechanism: mechanism, Username: "u", Password: password}
	}
	tests := map[string]struct {
		broker   []kfake.Opt
		security stream.Security
		want     string // in the error; empty: it works
	}{
		"TLS":                     {[]kfake.Opt{encrypted}, stream.Security{CAFile: server.certFile}, ""},
		"client certificate":      {[]kfake.Opt{mutual}, stream.Security{CAFile: server.certFile, CertFile: client.certFile, KeyFile: client.keyFile}, ""},
		"PLAIN":                   {append(sasl, encrypted), login("PLAIN", secret), ""},
		"SCRAM-SHA-256":           {append(sasl, encrypted), login("SCRAM-SHA-256", secret), ""},
		"SCRAM-SHA-512":           {append(sasl, encrypted), login("SCRAM-SHA-512", secret), ""},
		"PLAIN allowed in clear":  {sasl, stream.Security{SASLMechanism: "PLAIN", Username: "u", Password: secret, AllowPlaintextPassword: true}, ""},
		"wrong password":          {append(sasl, encrypted), login("SCRAM-SHA-512", "wrong"), "these credentials"},
		"wrong password in PLAIN": {append(sasl, encrypted), login("PLAIN", "wrong"), "these credentials"},
		"unknown authority":       {[]kfake.Opt{encrypted}, stream.Security{CAFile: stranger.certFile}, "check the certificates"},
		"wrong name":              {[]kfake.Opt{encrypted}, stream.Security{CAFile: server.certFile, ServerName: "kafka.example"}, "check the certificates"},
		"expired certificate":     {[]kfake.Opt{outdated}, stream.Security{CAFile: expired.certFile}, "expired"},
		"no client certificate":   {[]kfake.Opt{mutual}, stream.Security{CAFile: server.certFile}, "check the certificates"},
		"wrong client":            {[]kfake.Opt{mutual}, stream.Security{CAFile: server.certFile, CertFile: stranger.certFile, KeyFile: stranger.keyFile}, "check the certificates"},
		"TLS to a plain port":     {nil, stream.Security{CAFile: server.certFile}, "check host and port, and that it expects TLS"},
		"plain to a TLS port":     {[]kfake.Opt{encrypted}, stream.Security{}, "check that it expects plaintext"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t, append(slices.Clone(tt.broker), kfake.SeedTopics(1, "in", "out", "dead"))...)
			b.cluster.Security = tt.security
			o := newRecorder(t)
			cfg := b.config("in", "dead", o)
			if tt.want != "" {
				cfg.StartTimeout = time.Second // some of these could pass, so it tries
			}
			r := b.start(cfg, forward("out"))
			if tt.want != "" {
				err := r.result()
				oneLine(t, err, tt.want)
				if strings.Contains(fmt.Sprint(err), secret) {
					t.Errorf("the error tells the password: %v", err)
				}
				return
			}
			p := b.producer(nil)
			if err := p.Produce(b.context(), []stream.Output{{Topic: "in", Value: []byte("x")}}); err != nil {
				t.Fatal(err)
			}
			o.awaitPublished(1)
			r.stop()
		})
	}
}

func inAnHour() time.Time { return time.Now().Add(time.Hour) }

// A client certificate that is renewed in its file is used for the next connection.
func TestRenewedCertificate(t *testing.T) {
	server, old, renewed := newIdentity(t, inAnHour()), newIdentity(t, inAnHour()), newIdentity(t, inAnHour())
	b := newFakeBench(t, kfake.TLS(&tls.Config{
		Certificates: []tls.Certificate{server.pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: renewed.pool,
	}), kfake.SeedTopics(1, "t"))
	b.cluster.Security = stream.Security{CAFile: server.certFile, CertFile: old.certFile, KeyFile: old.keyFile}
	p := b.producer(nil)
	oneLine(t, p.Produce(b.context(), []stream.Output{{Topic: "t"}}), "check the certificates")
	for from, to := range map[string]string{renewed.certFile: old.certFile, renewed.keyFile: old.keyFile} {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	// What was tried with the old one is remembered for a moment.
	for ctx := b.context(); ctx.Err() == nil; {
		if err := p.Produce(ctx, []stream.Output{{Topic: "t"}}); err == nil {
			return
		}
	}
	t.Error("the renewed certificate is not used")
}

func TestWrongSecuritySettings(t *testing.T) {
	id := newIdentity(t, inAnHour())
	other := newIdentity(t, inAnHour())
	tests := map[string]struct {
		security stream.Security
		want     string
	}{
		"no such authority file": {stream.Security{CAFile: "/nowhere"}, "TLS authorities: open /nowhere"},
		"no certificate in it":   {stream.Security{CAFile: id.keyFile}, "no PEM certificate in " + id.keyFile},
		"certificate alone":      {stream.Security{CertFile: id.certFile}, "certificate and key must be set together"},
		"key of another":         {stream.Security{CertFile: id.certFile, KeyFile: other.keyFile}, "TLS client certificate"},
		"unknown mechanism":      {stream.Security{SASLMechanism: "GSSAPI", Username: "u", Password: secret}, `"GSSAPI" is not one of`},
		"no password":            {stream.Security{SASLMechanism: "PLAIN", Username: "u"}, "user name and password must be set"},
		"no mechanism":           {stream.Security{Username: "u", Password: secret}, "no mechanism"},
		"PLAIN in clear":         {stream.Security{SASLMechanism: "PLAIN", Username: "u", Password: secret}, "PLAIN without TLS"},
		"bad characters":         {stream.Security{SASLMechanism: "SCRAM-SHA-256", Username: "u", Password: secret + "\x00"}, "SASLprep forbids"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			err := tt.security.Validate()
			oneLine(t, err, tt.want)
			for _, text := range []string{fmt.Sprint(err), fmt.Sprint(tt.security), fmt.Sprintf("%+v %#v", tt.security, tt.security)} {
				if strings.Contains(text, secret) {
					t.Errorf("the password is printed: %s", text)
				}
			}
		})
	}
}

func TestMissingTopicAndMissingBroker(t *testing.T) {
	b := newBench(t)
	in := b.topic("in", 1)
	cfg := b.config(in, b.name("absent"), newRecorder(t))
	cfg.StartTimeout = 100 * time.Millisecond
	oneLine(t, stream.Run(context.Background(), cfg, nil), "topic "+b.name("absent")+" does not exist")

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	cfg.Brokers, cfg.StartTimeout = []string{l.Addr().String()}, 2*time.Second
	oneLine(t, stream.Run(context.Background(), cfg, nil), "connection refused")

	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if err := stream.Run(stopped, cfg, nil); err != nil {
		t.Errorf("stopped before a broker was found: %v", err)
	}
}
