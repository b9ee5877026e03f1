package replay

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// checkpoint is what the file remembers. The articles are counted in the order in
// which they are sent; the chain tells whether they are still the same ones.
type checkpoint struct {
	Articles int    `json:"articles"` // settled: sent and acknowledged, refused, or embargoed
	Chain    string `json:"chain"`    // hash of their ids and places, in hexadecimal
	Last     string `json:"last"`     // place of the last one, for people
}

// position is how far a replay is. It numbers the articles as they are taken, and
// knows how many of them an earlier run has settled.
type position struct {
	file  string // empty: nothing is remembered
	done  checkpoint
	taken int    // articles so far
	chain uint64 // over all of them
	last  string
}

// openPosition reads the checkpoint of an earlier run, if there is one.
func openPosition(file string) (*position, error) {
	p := &position{file: file, chain: chainStart}
	if file == "" {
		return p, nil
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p, nil
	case err != nil:
		return nil, fmt.Errorf("read checkpoint: %w", err)
	}
	if err := json.Unmarshal(data, &p.done); err != nil || p.done.Articles < 0 {
		return nil, fmt.Errorf("checkpoint %s is broken; remove it to begin anew", file)
	}
	return p, nil
}

// take numbers an article and reports whether an earlier run has settled it.
func (p *position) take(i *item) (done bool, err error) {
	i.before, i.lastPlace = p.chain, p.last
	p.taken++
	i.number = p.taken
	p.chain = link(link(p.chain, string(i.output.Key)), i.place)
	p.last = i.place
	switch {
	case i.number > p.done.Articles:
		return false, nil
	case i.number == p.done.Articles && formatChain(p.chain) != p.done.Chain:
		return false, fmt.Errorf("%s: article %d was %s when checkpoint %s was written: archives or settings have changed; remove the file to begin anew",
			i.place, i.number, p.done.Last, p.file)
	}
	return true, nil
}

// complete reports an archive that ends before the checkpoint does.
func (p *position) complete() error {
	if p.taken < p.done.Articles {
		return fmt.Errorf("checkpoint %s tells of %d articles, but there are %d: archives or settings have changed; remove the file to begin anew",
			p.file, p.done.Articles, p.taken)
	}
	return nil
}

// save remembers that all articles before outstanding are settled, or all that
// were taken if there is none. The file is replaced as a whole.
func (p *position) save(outstanding *item) error {
	if p.file == "" {
		return nil
	}
	next := checkpoint{p.taken, formatChain(p.chain), p.last}
	if outstanding != nil {
		next = checkpoint{outstanding.number - 1, formatChain(outstanding.before), outstanding.lastPlace}
	}
	if next.Articles <= p.done.Articles {
		return nil
	}
	p.done = next
	data, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := replaceFile(p.file, append(data, '\n')); err != nil {
		return fmt.Errorf("write checkpoint: %w", err)
	}
	return nil
}

// replaceFile writes a file so that whoever reads it finds the old content or the
// new one, also after a crash.
func replaceFile(name string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // it is gone when all went well
	_, err = temporary.Write(data)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}

// The parameters of the 64-bit hash FNV-1a.
const (
	chainStart = 14695981039346656037
	chainPrime = 1099511628211
)

// link continues a chain by a text and its end.
func link(chain uint64, text string) uint64 {
	for i := range len(text) {
		chain = (chain ^ uint64(text[i])) * chainPrime
	}
	return (chain ^ 0xff) * chainPrime // a byte that no text in UTF-8 has
}

func formatChain(chain uint64) string { return strconv.FormatUint(chain, 16) }
