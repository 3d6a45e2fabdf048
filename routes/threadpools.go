package routes

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Bounds of pools that have none in Java.
const (
	endlessPool  = 1000
	endlessQueue = 10_000
)

// threadPoolTypes are the classes and factory methods of the JDK that make thread pools.
var threadPoolTypes = map[string]func(args []string) (any, error){
	"java.util.concurrent.Executors#newCachedThreadPool":              endlessThreads,
	"java.util.concurrent.Executors#newFixedThreadPool":               fixedThreads,
	"java.util.concurrent.Executors#newScheduledThreadPool":           fixedThreads,
	"java.util.concurrent.Executors#newSingleThreadExecutor":          singleThread,
	"java.util.concurrent.Executors#newSingleThreadScheduledExecutor": singleThread,
	"java.util.concurrent.Executors#newThreadPerTaskExecutor":         endlessThreads,
	"java.util.concurrent.Executors#newVirtualThreadPerTaskExecutor":  endlessThreads,
	"java.util.concurrent.Executors#newWorkStealingPool":              processorThreads,
	"java.util.concurrent.ForkJoinPool":                               processorThreads,
	"java.util.concurrent.ScheduledThreadPoolExecutor":                fixedThreads,
}

func endlessThreads([]string) (any, error) {
	return &threadPool{most: endlessPool, keepAlive: time.Minute}, nil
}

func singleThread([]string) (any, error) { return fixedThreads([]string{"1"}) }

func processorThreads(args []string) (any, error) {
	if len(args) == 0 {
		args = []string{fmt.Sprint(runtime.GOMAXPROCS(0))}
	}
	return fixedThreads(args)
}

func fixedThreads(args []string) (any, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("it takes the number of threads")
	}
	n, err := components.Int(args[0])
	if err != nil || n < 1 {
		return nil, fmt.Errorf("%q is no number of threads", args[0])
	}
	return &threadPool{core: int(n), most: int(n), queue: endlessQueue}, nil
}

// threadPool answers the pool that a step names, a bean or a profile of camel.threadpool.config, and one of its own where it
// names none; nil where there is none of that name, which is then reported.
func (c *compiler) threadPool(name text) *threadPool {
	if !name.set() {
		return c.defaultPool()
	}
	short := strings.TrimPrefix(strings.TrimPrefix(name.Value, "#bean:"), "#")
	if bean, ok := c.lookUp(short); ok {
		pool, is := bean.(*threadPool)
		if !is && bean != nil {
			c.atStart(name.pos(), fmt.Sprintf("bean %q is no thread pool", short), "")
		}
		return pool
	}
	if profile, ok := c.poolProfiles()[short]; ok {
		return profile.pool(c, name)
	}
	d := needed(name.pos(), "bean", short, fmt.Sprintf("executorService %q is neither a bean nor a profile of camel.threadpool.config", short))
	d.Hint = "leave it out, or write properties such as camel.threadpool.config[" + short + "].pool-size=5"
	c.add(d)
	return nil
}

func (c *compiler) defaultPool() *threadPool {
	if c.pool == nil {
		c.pool = c.poolProfiles()[""]
	}
	return c.pool.pool(c, text{})
}

// poolProfile says what a pool is like, as camel.threadpool properties do: names in small letters without dashes.
type poolProfile map[string]string

// poolProfiles are those of the properties; the default one is that without a name. The others have from it what they leave out.
func (c *compiler) poolProfiles() map[string]poolProfile {
	const prefix = "camel.threadpool."
	profiles := map[string]poolProfile{"": {}}
	for _, key := range c.env.Properties.Keys(prefix) {
		id, option := "", strings.TrimPrefix(key, prefix)
		if rest, ok := strings.CutPrefix(option, "config"); ok {
			id, option, _ = strings.Cut(strings.TrimLeft(rest, "[."), ".")
			id = strings.TrimSuffix(id, "]")
		}
		if profiles[id] == nil {
			profiles[id] = poolProfile{}
		}
		profiles[id][strings.ToLower(strings.ReplaceAll(option, "-", ""))], _ = c.env.Properties.Get(key)
	}
	for _, p := range profiles {
		for option, value := range profiles[""] {
			if _, ok := p[option]; !ok {
				p[option] = value
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(profiles)) {
		if named := profiles[id]["id"]; named != "" {
			profiles[named] = profiles[id]
		}
	}
	return profiles
}

// pool makes a pool; name is where mistakes are reported.
func (p poolProfile) pool(c *compiler, name text) *threadPool {
	pool := &threadPool{core: 10, most: 20, queue: 1000, keepAlive: time.Minute}
	number := func(option string, n *int) {
		if v, ok := p[option]; ok {
			i, err := components.Int(v)
			if err != nil {
				c.report(name.pos(), fmt.Sprintf("the thread pool profile: %s: %v", option, err), "")
			}
			*n = int(i)
		}
	}
	keep := 60
	number("poolsize", &pool.core)
	number("maxpoolsize", &pool.most)
	number("maxqueuesize", &pool.queue)
	number("keepalivetime", &keep)
	pool.keepAlive = time.Duration(keep) * unitOf(p["timeunit"])
	pool.abort = strings.EqualFold(p["rejectedpolicy"], "abort")
	pool.queue = max(pool.queue, 0)
	return pool
}

// unitOf is one of Java's TimeUnit; seconds unless said.
func unitOf(name string) time.Duration {
	units := map[string]time.Duration{
		"NANOSECONDS": time.Nanosecond, "MICROSECONDS": time.Microsecond, "MILLISECONDS": time.Millisecond,
		"MINUTES": time.Minute, "HOURS": time.Hour, "DAYS": 24 * time.Hour,
	}
	if unit, ok := units[strings.ToUpper(name)]; ok {
		return unit
	}
	return time.Second
}
