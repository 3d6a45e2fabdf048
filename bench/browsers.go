package main

import (
	"fmt"
	"net"
	"time"
)

// browserMemory compares two processes that run the cats example, but for the browsers that join one of them: what both
// gain or lose meanwhile is not the browsers' doing. There is nothing like it in Camel.
func browserMemory(b *bench) error {
	visited, err := startCats(b.dir)
	if err != nil {
		return err
	}
	defer visited.stop()
	alone, err := startCats(b.dir)
	if err != nil {
		return err
	}
	defer alone.stop()
	before, err := medianResident(*window, visited, alone)
	if err != nil {
		return err
	}
	crowd, err := connect(visited.address, "/topic/cats", *browsers)
	if err != nil {
		return err
	}
	defer crowd.close()
	after, err := medianResident(*window, visited, alone)
	if err != nil {
		return err
	}
	cost := (after[0] - before[0]) - (after[1] - before[1])
	fmt.Println()
	row("memory of the cats example", "at first", "then")
	row("  no browser", mib(before[1]), mib(after[1]))
	row(fmt.Sprintf("  %d browsers", *browsers), mib(before[0]), mib(after[0]), fmt.Sprintf("%+.2f MiB", cost/(1<<20)))
	row("  messages received", "", fmt.Sprint(crowd.received.Load()))
	if crowd.received.Load() == 0 || crowd.lost.Load() > 0 {
		return fmt.Errorf("%d messages received, %d connections lost: the figures mean nothing", crowd.received.Load(), crowd.lost.Load())
	}
	return nil
}

// cats is the example, running.
type cats struct {
	*process
	address string // host:port of its HTTP server
}

func startCats(dir string) (*cats, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(address)
	p, err := launch(dir, *subject, "run", "--example", "twitter-cats", "--port", port)
	if err != nil {
		return nil, err
	}
	if err := p.await("http://"); err != nil {
		p.stop()
		return nil, err
	}
	p.drop()
	return &cats{p, address}, nil
}

// medianResident looks at the memory of processes for a while; the first half, in which they settle, does not count.
func medianResident(window time.Duration, processes ...*cats) ([]float64, error) {
	samples := make([][]float64, len(processes))
	for end := time.Now().Add(window); time.Now().Before(end); time.Sleep(window / 50) {
		for i, p := range processes {
			u, err := p.usage()
			if err != nil {
				return nil, err
			}
			samples[i] = append(samples[i], float64(u.resident))
		}
	}
	medians := make([]float64, len(processes))
	for i, s := range samples {
		medians[i] = median(s[len(s)/2:])
	}
	return medians, nil
}
