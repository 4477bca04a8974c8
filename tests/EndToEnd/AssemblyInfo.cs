// Real processes that use whole cores: one test after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
