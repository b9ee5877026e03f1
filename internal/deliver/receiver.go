package deliver

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"time"

	"github.com/dragoman-wire/dragoman/internal/secret"
)

// Kind is what a receiver understands.
type Kind string

// The kinds of receiver.
const (
	Webhook      Kind = "webhook"      // Standard Webhooks with a CloudEvent as body
	Slack        Kind = "slack"        // the incoming webhooks of Slack and what is compatible
	Alertmanager Kind = "alertmanager" // Prometheus Alertmanager's API, version 2
)

// Receiver is one receiver as the configuration file has it.
type Receiver struct {
	Name string `yaml:"name"` // lower-case letters, digits and "-"; it is part of the consumer group's name
	Kind Kind   `yaml:"kind"`
	// URL is where to post; of an Alertmanager the address without the path of its API.
	// URLFile is the name of a file that holds it, for addresses that are secret.
	URL     string `yaml:"url"`
	URLFile string `yaml:"url_file"`
	// SecretFiles hold the keys that sign a webhook's messages ("whsec_" and base64), the
	// present one first. During a change of keys there are two, and both sign.
	SecretFiles []string `yaml:"secret_files"`
	// TokenFile holds a bearer token.
	TokenFile string `yaml:"token_file"`

	Filter `yaml:",inline"`

	Timeout time.Duration `yaml:"timeout"` // of one try; default 10 s
	Tries   int           `yaml:"tries"`   // default 10: about 40 minutes
	MaxAge  time.Duration `yaml:"max_age"` // older alerts are not sent; default 24 h
	// Keep is how long an alert stays active at an Alertmanager; default 4 h. Repost is
	// how often it is posted again, since an Alertmanager may forget; default 1 min.
	Keep   time.Duration `yaml:"keep"`
	Repost time.Duration `yaml:"repost"`

	AllowHTTP    bool `yaml:"allow_http"`    // else https only
	AllowPrivate bool `yaml:"allow_private"` // addresses that are not public

	address secret.Secret
	keys    []signingKey
	token   secret.Secret
}

var receiverName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// prepare fills in defaults, reads the files and checks everything.
func (r *Receiver) prepare() error {
	setDefault(&r.Timeout, 10*time.Second)
	setDefault(&r.Tries, 10)
	setDefault(&r.MaxAge, 24*time.Hour)
	setDefault(&r.Keep, 4*time.Hour)
	setDefault(&r.Repost, time.Minute)
	switch {
	case !receiverName.MatchString(r.Name):
		return fmt.Errorf("name %q: must be lower-case letters, digits and '-'", r.Name)
	case r.Kind != Webhook && r.Kind != Slack && r.Kind != Alertmanager:
		return fmt.Errorf("kind %q is none of webhook, slack, alertmanager", r.Kind)
	case (r.URL == "") == (r.URLFile == ""):
		return errors.New("give either url or url_file")
	case r.Kind == Webhook && len(r.SecretFiles) == 0:
		return errors.New("secret_files: a webhook's messages are signed, give the file of a key")
	case r.Kind != Webhook && len(r.SecretFiles) > 0:
		return fmt.Errorf("secret_files: a receiver of kind %s takes no signature", r.Kind)
	case r.Timeout < 0 || r.Tries < 0 || r.MaxAge < 0 || r.Keep < 0 || r.Repost < 0:
		return errors.New("timeout, tries, max_age, keep and repost must not be negative")
	}
	if err := r.Filter.prepare(); err != nil {
		return err
	}
	return r.readFiles()
}

func (r *Receiver) readFiles() (err error) {
	r.address = secret.Secret(r.URL)
	if r.URLFile != "" {
		if r.address, err = secret.ReadFile(r.URLFile); err != nil {
			return err
		}
	}
	// The address may be a secret: errors do not show it.
	switch u, err := url.Parse(r.address.Reveal()); {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return errors.New("url: is no address of the form https://host/path")
	case u.Scheme == "http" && !r.AllowHTTP:
		return errors.New("url: is not https; allow_http permits it")
	}
	for _, file := range r.SecretFiles {
		text, err := secret.ReadFile(file)
		if err != nil {
			return err
		}
		key, err := parseKey(text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		r.keys = append(r.keys, key)
	}
	if r.TokenFile != "" {
		if r.token, err = secret.ReadFile(r.TokenFile); err != nil {
			return err
		}
	}
	return nil
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
