// The page's start: styles, words, stores, the client on the preload's object, then the app.
import './styles/elements'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connect } from './api'
import App from './App.vue'
import { i18n } from './locales'
import { followEngine, readAll } from './stores/follow'
import { useNotices } from './stores/notices'
import { usePreferences } from './stores/preferences'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)

const notices = useNotices()
app.config.errorHandler = (error) => notices.report(error)
window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  notices.report(event.reason)
})

if (window.netloom) {
  followEngine(connect(window.netloom))
  void usePreferences().follow()
  void readAll()
}
app.mount('#app')
