package cli

import (
	"github.com/dragoman-wire/dragoman/internal/secret"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Kafka holds the flags of a connection to Kafka. Embed it in a command's
// grammar with the tag `embed:""`.
type Kafka struct {
	Brokers []string `default:"localhost:9092" placeholder:"HOST:PORT" help:"Brokers to begin with." group:"Kafka:"`

	TLS           bool   `name:"tls" help:"Encrypt the connection. Implied by the other --tls flags." group:"Kafka:"`
	TLSCA         string `name:"tls-ca" placeholder:"FILE" help:"PEM file with the authorities to trust, instead of the system's." group:"Kafka:"`
	TLSCert       string `name:"tls-cert" placeholder:"FILE" help:"PEM file with the client's certificate; needs --tls-key." group:"Kafka:"`
	TLSKey        string `name:"tls-key" placeholder:"FILE" help:"PEM file with the client's private key; needs --tls-cert." group:"Kafka:"`
	TLSServerName string `name:"tls-server-name" placeholder:"NAME" help:"Name to expect in the brokers' certificates, if not their host name." group:"Kafka:"`

	SASLMechanism string        `name:"sasl-mechanism" enum:",PLAIN,SCRAM-SHA-256,SCRAM-SHA-512" default:"" placeholder:"NAME" help:"How to log in: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512. Default: no login." group:"Kafka:"`
	SASLUsername  string        `name:"sasl-username" placeholder:"NAME" help:"User to log in as." group:"Kafka:"`
	SASLPassword  secret.Secret `name:"sasl-password" placeholder:"SECRET" help:"Password; better given as $$DRAGOMAN_SASL_PASSWORD_FILE." group:"Kafka:"`
	SASLPlaintext bool          `name:"sasl-plaintext" help:"Allow PLAIN without TLS: the password travels unencrypted." group:"Kafka:"`
}

// Cluster returns the connection that the flags describe.
func (k *Kafka) Cluster() stream.Cluster {
	return stream.Cluster{
		Brokers: k.Brokers,
		Security: stream.Security{
			TLS:                    k.TLS,
			CAFile:                 k.TLSCA,
			CertFile:               k.TLSCert,
			KeyFile:                k.TLSKey,
			ServerName:             k.TLSServerName,
			SASLMechanism:          k.SASLMechanism,
			Username:               k.SASLUsername,
			Password:               k.SASLPassword.Reveal(),
			AllowPlaintextPassword: k.SASLPlaintext,
		},
	}
}

// Validate reports the first setting that is wrong or contradicts another; kong
// calls it. It reads the files but opens no connection.
func (k *Kafka) Validate() error { return k.Cluster().Validate() }
