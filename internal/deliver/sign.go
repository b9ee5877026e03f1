package deliver

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/internal/secret"
)

// The headers of Standard Webhooks (https://www.standardwebhooks.com).
const (
	headerWebhookID        = "webhook-id"
	headerWebhookTimestamp = "webhook-timestamp"
	headerWebhookSignature = "webhook-signature"
)

// signingKey is the key of an HMAC; it is never shown.
type signingKey struct{ bytes secret.Secret }

// The sizes that Standard Webhooks allows for a key, in bytes.
const (
	minKey = 24
	maxKey = 64
)

// parseKey reads a key in its written form: "whsec_" and base64.
func parseKey(text secret.Secret) (signingKey, error) {
	encoded, found := strings.CutPrefix(text.Reveal(), "whsec_")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !found || err != nil {
		return signingKey{}, errors.New("is no key of the form whsec_ and base64")
	}
	if len(key) < minKey || len(key) > maxKey {
		return signingKey{}, errors.New("the key must have 24 to 64 bytes")
	}
	return signingKey{secret.Secret(key)}, nil
}

// sign puts id, time and signatures into the headers. The time is that of the try, so
// that a receiver can refuse what is old; the id is the same for all tries.
func sign(h http.Header, keys []signingKey, id string, now time.Time, body []byte) {
	stamp := strconv.FormatInt(now.Unix(), 10)
	signatures := make([]string, len(keys))
	for i, key := range keys {
		mac := hmac.New(sha256.New, []byte(key.bytes.Reveal()))
		mac.Write([]byte(id + "." + stamp + "."))
		mac.Write(body)
		signatures[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	h.Set(headerWebhookID, id)
	h.Set(headerWebhookTimestamp, stamp)
	h.Set(headerWebhookSignature, strings.Join(signatures, " "))
}
