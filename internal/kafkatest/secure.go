package kafkatest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Secure adds to each node a listener with TLS and SASL, or with client
// certificates instead of SASL, and an authorizer that lets nobody do anything but
// by ACL. The listeners without encryption are for the tests' own administration.
type Secure struct {
	Users map[string]string // password by name, for PLAIN and both SCRAM mechanisms
	// ClientCertificates: who connects is who its certificate names; no SASL.
	ClientCertificates bool

	Authority *Authority // made by Start
	dir       string
}

// Renew makes a new authority, and certificates of the brokers that hold for
// validity; negative for expired ones. Nodes take them when they are restarted.
func (s *Secure) Renew(validity time.Duration) (err error) {
	if s.Authority, err = NewAuthority(); err != nil {
		return err
	}
	cert, key, err := s.Authority.Issue("kafka", validity)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(s.dir, "broker.pem"), append(key, cert...), 0o600); err != nil {
		return err
	}
	return os.WriteFile(s.CAFile(), s.Authority.PEM, 0o600)
}

// CAFile is the PEM file of the authority that issued the brokers' certificates.
func (s *Secure) CAFile() string { return filepath.Join(s.dir, "ca.pem") }

func (s *Secure) settings(n *node) map[string]string {
	all := map[string]string{
		"listeners": fmt.Sprintf("PLAINTEXT://%s,CONTROLLER://%s,SECURE://%s",
			n.address(plainPort), n.address(controllerPort), n.address(securePort)),
		"advertised.listeners":                         fmt.Sprintf("PLAINTEXT://%s,SECURE://%s", n.address(plainPort), n.address(securePort)),
		"listener.security.protocol.map":               "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
		"listener.name.secure.ssl.keystore.type":       "PEM",
		"listener.name.secure.ssl.keystore.location":   filepath.Join(s.dir, "broker.pem"),
		"listener.name.secure.ssl.truststore.type":     "PEM",
		"listener.name.secure.ssl.truststore.location": s.CAFile(),
		"authorizer.class.name":                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
		"super.users":                                  "User:ANONYMOUS",
	}
	if s.ClientCertificates {
		all["listener.security.protocol.map"] = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SSL"
		all["listener.name.secure.ssl.client.auth"] = "required"
		all["listener.name.secure.ssl.principal.mapping.rules"] = "RULE:^CN=([^,]+).*$/$1/"
		return all
	}
	var plain strings.Builder
	plain.WriteString("org.apache.kafka.common.security.plain.PlainLoginModule required")
	for name, password := range s.Users {
		fmt.Fprintf(&plain, " user_%s=%q", name, password)
	}
	all["sasl.enabled.mechanisms"] = "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512"
	all["listener.name.secure.plain.sasl.jaas.config"] = plain.String() + ";"
	for _, mechanism := range []string{"scram-sha-256", "scram-sha-512"} {
		all["listener.name.secure."+mechanism+".sasl.jaas.config"] = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
	}
	return all
}

// scram are the users as kafka-storage takes them.
func (s *Secure) scram() (all []string) {
	if s == nil {
		return nil
	}
	for name, password := range s.Users {
		for _, mechanism := range []string{"SCRAM-SHA-256", "SCRAM-SHA-512"} {
			all = append(all, fmt.Sprintf("%s=[name=%s,password=%s]", mechanism, name, password))
		}
	}
	return all
}

// Authority issues certificates.
type Authority struct {
	PEM  []byte
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// NewAuthority makes an authority that holds for a day.
func NewAuthority() (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "test authority"},
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	return &Authority{PEM: pemBlock("CERTIFICATE", der), cert: cert, key: key}, err
}

// Issue makes a certificate for a name, on 127.0.0.1, that ends after validity from
// now (negative: it has ended), and its private key, both as PEM.
func (a *Authority) Issue(name string, validity time.Duration) (cert, key []byte, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-12 * time.Hour), NotAfter: time.Now().Add(validity),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, a.cert, &private.PublicKey, a.key)
	if err != nil {
		return nil, nil, err
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	return pemBlock("CERTIFICATE", der), pemBlock("PRIVATE KEY", pkcs8), err
}

func pemBlock(kind string, der []byte) []byte {
	var b strings.Builder
	_ = pem.Encode(&b, &pem.Block{Type: kind, Bytes: der}) // a strings.Builder takes everything
	return []byte(b.String())
}
