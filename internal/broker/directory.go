package broker

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// open makes the data directory and takes it for this process. Without a name it
// makes a temporary one, which free removes. (kfake can do without a directory, but
// its log in memory is copied whole by every write.)
func open(dir string) (path string, free func() error, err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "dragoman-broker-"); err != nil {
			return "", nil, err
		}
		return dir, func() error { return os.RemoveAll(dir) }, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", nil, err
	}
	free, err = lock(dir)
	return dir, free, err
}

// lock takes the data directory for this process, which kfake does not do: two
// brokers on one directory would destroy each other's logs. The system drops the
// lock when the process ends, however it ends.
func lock(dir string) (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f.Close, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fmt.Errorf("%s is in use by another broker: stop that one, or choose another directory", dir)
	}
	return nil, fmt.Errorf("locking %s: %w", dir, err)
}
