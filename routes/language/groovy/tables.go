package groovy

import "sync"

// The tables of methods and classes refer to functions that look into them: Go takes that for a circle, unless they are filled
// later, by the first script. The order counts where one table takes methods of another.
var fillTables = sync.OnceFunc(func() {
	fillBuilder()
	fillStream()
	fillBytes()
	fillCollectionClasses()
	fillRandomMembers()
	fillNumberClasses()
	fillOtherClasses()
	fillTextClasses()
	fillDates()
	fillExchange()
	fillJSON()
	fillExchangeMembers()
	fillListMembers()
	fillMapMembers()
	fillNumberMembers()
	fillObjectMembers()
	fillIteratorMembers()
	fillTemporalMembers()
	fillTextMembers()
	fillPatternMembers()
	fillIterableMembers()
	fillClassMembers()
	fillClasses()
})
