"""What `ots-lint init` writes for somebody who begins: settings, hook, workflow, and rules for another brand."""
