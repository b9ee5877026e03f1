package stream

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
)

// Files that are just being replaced do not fit together; until they do, what was
// there before is used, but not beyond its time.
func TestFilesUnderRotation(t *testing.T) {
	dir := t.TempDir()
	s := Security{CertFile: filepath.Join(dir, "cert.pem"), KeyFile: filepath.Join(dir, "key.pem"), CAFile: filepath.Join(dir, "ca.pem")}
	put := func(file string, content []byte) {
		t.Helper()
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	authority, err := kafkatest.NewAuthority()
	if err != nil {
		t.Fatal(err)
	}
	issue := func(validity time.Duration) (cert, key []byte) {
		t.Helper()
		cert, key, err := authority.Issue("client", validity)
		if err != nil {
			t.Fatal(err)
		}
		return cert, key
	}
	cert, key := issue(time.Hour)
	put(s.CAFile, authority.PEM)
	put(s.CertFile, cert)
	put(s.KeyFile, key)
	d := newDialer(s, time.Second)
	first, err := d.config(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	cert, key = issue(time.Hour)
	put(s.CertFile, cert) // and not yet the key
	if cfg, err := d.config(time.Now()); err != nil || !cfg.Certificates[0].Leaf.Equal(first.Certificates[0].Leaf) {
		t.Errorf("half way the certificate is not the old one (%v)", err)
	}
	if _, err := d.config(time.Now().Add(2 * time.Hour)); err == nil || !strings.Contains(err.Error(), "TLS client certificate") {
		t.Errorf("beyond the old one's time: %v", err)
	}
	put(s.KeyFile, key)
	if cfg, err := d.config(time.Now()); err != nil || cfg.Certificates[0].Leaf.Equal(first.Certificates[0].Leaf) {
		t.Errorf("the new certificate is not used (%v)", err)
	}
	put(s.CAFile, []byte("nothing yet"))
	if _, err := d.config(time.Now()); err != nil {
		t.Errorf("the authorities of before are not used: %v", err)
	}
	cert, key = issue(-time.Minute)
	put(s.CAFile, authority.PEM)
	put(s.CertFile, cert)
	put(s.KeyFile, key)
	if err := s.Validate(); err == nil || !strings.Contains(err.Error(), "has expired on") || !strings.Contains(err.Error(), s.CertFile) {
		t.Errorf("an expired certificate: %v", err)
	}
}
