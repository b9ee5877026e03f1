package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// troupe is the workers. One that ends is started again.
type troupe struct {
	job string

	mu        sync.Mutex
	workers   []*exec.Cmd
	over      bool
	running   sync.WaitGroup
	badEnds   int // that nobody killed
	wasKilled map[*exec.Cmd]bool
}

func newTroupe(j job, n int) (*troupe, error) {
	text, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	t := &troupe{job: string(text), workers: make([]*exec.Cmd, n), wasKilled: map[*exec.Cmd]bool{}}
	for i := range n {
		if err := t.start(i); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *troupe) start(i int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.over {
		return nil
	}
	worker := exec.Command(os.Args[0])
	worker.Env = append(os.Environ(), workVariable+"="+t.job)
	worker.Stderr = os.Stderr
	worker.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := worker.Start(); err != nil {
		return err
	}
	t.workers[i] = worker
	t.running.Go(func() {
		err := worker.Wait()
		t.mu.Lock()
		if err != nil && !t.wasKilled[worker] && !stoppedEarly(worker.ProcessState) {
			t.badEnds++
			fmt.Fprintf(os.Stderr, "a worker ended with %v\n", err)
		}
		t.mu.Unlock()
		_ = t.start(i)
	})
	return nil
}

// stoppedEarly tells whether a worker was told to stop before it listened.
func stoppedEarly(s *os.ProcessState) bool {
	status, ok := s.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGTERM
}

// signal sends a signal to a worker.
func (t *troupe) signal(i int, s syscall.Signal) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s == syscall.SIGKILL {
		t.wasKilled[t.workers[i]] = true
	}
	_ = t.workers[i].Process.Signal(s)
}

// stop ends all workers cleanly. Those that will not end write what they wait for.
func (t *troupe) stop() {
	t.end(syscall.SIGTERM)
	late := time.AfterFunc(standstill, func() {
		fmt.Fprintf(os.Stderr, "workers have not stopped in %v\n", standstill)
		t.end(syscall.SIGQUIT)
	})
	defer late.Stop()
	t.running.Wait()
}

// end sends all workers a signal that ends them for good. At SIGQUIT they write the
// stacks of their goroutines to stderr.
func (t *troupe) end(s syscall.Signal) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
	for _, w := range t.workers {
		_ = w.Process.Signal(syscall.SIGCONT)
		_ = w.Process.Signal(s)
	}
}

// toll counts what was done to whom.
type toll struct {
	workerKills, workerPauses, workerStops, brokerKills, pairs, brokerPauses int

	brokers []string // what was done to them, and when
}

func (t *toll) note(format string, args ...any) {
	t.brokers = append(t.brokers, clock(time.Now())+" "+fmt.Sprintf(format, args...))
}

// clock is how the times of one scene are written.
func clock(t time.Time) string { return t.UTC().Format("15:04:05.000") }

func (t toll) String() string {
	return fmt.Sprintf("workers: %d killed, %d paused beyond their session, %d stopped; brokers: %d killed, %d times two at once, %d paused",
		t.workerKills, t.workerPauses, t.workerStops, t.brokerKills, t.pairs, t.brokerPauses)
}

// havoc does harm until ctx ends, and leaves all running.
func (s *scene) havoc(ctx context.Context, workers *troupe) (t toll, err error) {
	brokers := make(chan error, 1)
	go func() { brokers <- s.harmBrokers(ctx, &t) }()
	var paused sync.WaitGroup
	for wait(ctx, time.Second, 4*time.Second) {
		i := rand.IntN(s.workers)
		switch dice := rand.IntN(10); {
		case dice < 6:
			workers.signal(i, syscall.SIGKILL)
			t.workerKills++
		case dice < 9:
			workers.signal(i, syscall.SIGSTOP)
			t.workerPauses++
			paused.Go(func() {
				wait(ctx, sessionTimeout+500*time.Millisecond, sessionTimeout+3*time.Second)
				workers.signal(i, syscall.SIGCONT)
			})
		default:
			workers.signal(i, syscall.SIGTERM)
			t.workerStops++
		}
	}
	paused.Wait()
	return t, <-brokers
}

// harmBrokers kills a broker and starts it again, or pauses it, one after the other.
// Of three it kills two at a time now and then: then no partition has the replicas
// that it must have, and the cluster no controller.
func (s *scene) harmBrokers(ctx context.Context, t *toll) error {
	for wait(ctx, 6*time.Second, 12*time.Second) {
		nodes := len(s.cluster.Brokers())
		i := rand.IntN(nodes)
		if rand.IntN(2) == 0 {
			s.cluster.Pause(i)
			t.brokerPauses++
			t.note("broker %d is paused", i)
			wait(ctx, time.Second, requestTimeout+4*time.Second)
			s.cluster.Resume(i)
			t.note("broker %d goes on", i)
			continue
		}
		victims := []int{i}
		if nodes >= 3 && rand.IntN(3) == 0 {
			victims = append(victims, (i+1)%nodes)
			t.pairs++
		}
		for _, v := range victims {
			s.cluster.Kill(v)
			t.brokerKills++
			t.note("broker %d is killed", v)
		}
		wait(ctx, 0, 3*time.Second)
		if err := s.raise(victims); err != nil {
			return err
		}
		t.note("brokers %v are up again", victims)
	}
	return nil
}

// raise starts killed brokers again and waits for them.
func (s *scene) raise(victims []int) error {
	for _, v := range victims {
		if err := s.cluster.Restart(v); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, v := range victims {
		if err := s.cluster.Await(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// wait waits for a time between two, and reports false if ctx ends.
func wait(ctx context.Context, least, most time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(least + rand.N(most-least)):
		return true
	}
}
