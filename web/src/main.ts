import './ui/theme/index.css'
import { mount } from 'svelte'
import { useLanguage } from './state/language.svelte'
import { resume, session } from './state/session.svelte'
import { settings } from './state/settings.svelte'
import App from './ui/App.svelte'

// Whoever is signed in waits for the worker, not for the page.
if (session.stage === 'opening') void resume()
await useLanguage(settings.language)
mount(App, { target: document.getElementById('app') as HTMLElement })
